package dev.callsheet.platform.web.envelope;

import org.jspecify.annotations.Nullable;

/** Where a list goes on; {@code next} works in either page style. */
public record Links(
        String self, @Nullable String next, @Nullable String prev) {}
