package dev.callsheet.platform.web.body;

import dev.callsheet.platform.web.error.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code If-Match} header: an entity tag such as {@code "7.3fa9"}, of which the version decides.
 *
 * @param version null for {@code *}, which any version satisfies
 */
public record IfMatch(@Nullable Long version) {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})(?:\\.[0-9a-f]+)?\"?");

    /**
     * Reads a header's value; the name is what JAX-RS looks for in a parameter's type.
     *
     * @throws ApiException {@code VALIDATION_ERROR} when it is no entity tag of ours
     */
    public static IfMatch valueOf(String header) {
        if (header.strip().equals("*")) {
            return new IfMatch(null);
        }
        Matcher tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw ApiException.invalid(
                    "If-Match", "'" + header + "' is no entity tag: send the ETag of an earlier answer or *.");
        }
        return new IfMatch(Long.valueOf(tag.group(1)));
    }

    /**
     * Refuses when the client has seen another version; a missing header refuses nothing.
     *
     * @throws ApiException {@code PRECONDITION_FAILED}
     */
    public static void require(@Nullable IfMatch header, long currentVersion) {
        MergePatch.requireVersion(header == null ? null : header.version(), currentVersion);
    }
}
