package dev.callsheet.platform.web.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resource as every answer has it (Sector Pro 3.4).
 *
 * @param type the singular name, such as {@code job}
 * @param attributes the record of the resource's own fields
 * @param relationships what it belongs to or holds, a {@link Relationship} or a list of them by name; null when it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resource<A>(
        UUID id, String type, A attributes, @Nullable Map<String, Object> relationships) {

    public static <A> Resource<A> of(UUID id, String type, A attributes) {
        return new Resource<>(id, type, attributes, null);
    }
}
