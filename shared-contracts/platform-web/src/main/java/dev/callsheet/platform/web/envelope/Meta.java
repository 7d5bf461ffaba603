package dev.callsheet.platform.web.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is worth knowing about an answer.
 *
 * @param page the page's number from 1; null in the cursor style
 * @param total all matching rows; null when {@code count=false}
 * @param totalIsEstimate true when there are at least {@code total} rows but nobody counted further
 * @param nextCursor where the cursor style goes on; null on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Meta(
        @Nullable Integer page,
        @Nullable Integer perPage,
        @Nullable Long total,
        @Nullable Long totalPages,
        @Nullable Boolean totalIsEstimate,
        @Nullable String nextCursor,
        @Nullable List<Warning> warnings) {

    public static Meta ofWarnings(List<Warning> warnings) {
        return new Meta(null, null, null, null, null, null, warnings);
    }
}
