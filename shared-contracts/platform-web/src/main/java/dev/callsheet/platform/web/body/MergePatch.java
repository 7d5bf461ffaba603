package dev.callsheet.platform.web.body;

import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a PUT or PATCH names, already checked one by one (RFC 7396 at the top level: what is absent stays,
 * {@code null} empties, an object or list is replaced whole).
 *
 * @param <T> the record of the full request
 */
public final class MergePatch<T extends Record> {

    private final RecordReader<T> reader;
    private final Map<String, @Nullable Object> changes;
    private final @Nullable Long expectedVersion;

    MergePatch(RecordReader<T> reader, Map<String, @Nullable Object> changes, @Nullable Long expectedVersion) {
        this.reader = reader;
        this.changes = changes;
        this.expectedVersion = expectedVersion;
    }

    /**
     * The full request that results when the changes are made to the current state.
     *
     * @throws ApiException {@code VALIDATION_ERROR} when the result as a whole breaks a constraint
     */
    public T applyTo(T current) {
        return reader.merge(current, changes);
    }

    /** The attributes that the request names, in the spelling of the API. */
    public Set<String> fields() {
        return new TreeSet<>(changes.keySet());
    }

    /**
     * Refuses when the client has seen another version ({@code If-Match}, else {@code version} in the body).
     *
     * @throws ApiException {@code PRECONDITION_FAILED}
     */
    public void requireVersion(long currentVersion) {
        requireVersion(expectedVersion, currentVersion);
    }

    static void requireVersion(@Nullable Long expected, long currentVersion) {
        if (expected != null && expected != currentVersion) {
            throw new ApiException(
                            ErrorCode.PRECONDITION_FAILED,
                            "The resource is at version %d, not %d: read it again.".formatted(currentVersion, expected))
                    .withMember("current_version", currentVersion);
        }
    }
}
