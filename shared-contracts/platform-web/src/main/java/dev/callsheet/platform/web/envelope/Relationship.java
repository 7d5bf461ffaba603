package dev.callsheet.platform.web.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another resource, by reference.
 *
 * @param data the resource itself, where {@code expand} asked for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Relationship(UUID id, String type, @Nullable Resource<?> data) {

    public static Relationship to(String type, UUID id) {
        return new Relationship(id, type, null);
    }

    public static Relationship expanded(Resource<?> resource) {
        return new Relationship(resource.id(), resource.type(), resource);
    }
}
