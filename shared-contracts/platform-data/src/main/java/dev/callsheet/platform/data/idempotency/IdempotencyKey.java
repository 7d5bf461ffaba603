package dev.callsheet.platform.data.idempotency;

import dev.callsheet.platform.web.error.ApiException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key that a client gave its request, under either of the two header names. */
record IdempotencyKey(String value) {

    private static final String HEADER = "X-Idempotency-Key";
    private static final String STANDARD_HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    /**
     * The request's key; empty when it has none.
     *
     * @throws ApiException {@code VALIDATION_ERROR} when it is empty, too long, not printable, or two differ
     */
    static Optional<IdempotencyKey> of(HttpHeaders headers) {
        String ours = headers.getHeaderString(HEADER);
        String standard = headers.getHeaderString(STANDARD_HEADER);
        if (ours != null && standard != null && !ours.equals(standard)) {
            throw ApiException.invalid(HEADER, "differs from " + STANDARD_HEADER + ": send one of them");
        }
        @Nullable String key = ours != null ? ours : standard;
        if (key == null) {
            return Optional.empty();
        }
        if (key.isBlank() || key.length() > LONGEST || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw ApiException.invalid(HEADER, "must be 1 to 255 printable ASCII characters");
        }
        return Optional.of(new IdempotencyKey(key));
    }
}
