package dev.callsheet.platform.web.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one page.
 *
 * @param hasMore whether rows follow
 * @param total matching rows, at most {@link ListQuery#COUNT_LIMIT} counted; null when nobody asked
 * @param nextCursor names the last row, for the keyset style; null on the last page
 */
public record Page<E>(
        List<E> items,
        boolean hasMore,
        @Nullable Long total,
        @Nullable String nextCursor) {}
