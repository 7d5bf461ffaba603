package dev.callsheet.scheduling.location;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import dev.callsheet.platform.web.error.ApiException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class LocationRepository extends OrganizationRepository<Location> {

    LocationRepository() {
        super(Location.class, "location");
    }

    /**
     * The location that a request's {@code location_id} names; null when it names none.
     *
     * @throws ApiException {@code VALIDATION_ERROR} as the Uni's failure, when there is no such location
     */
    public Uni<Location> referred(@Nullable UUID id) {
        return id == null
                ? Uni.createFrom().nullItem()
                : find(id).onItem()
                        .ifNull()
                        .failWith(
                                () -> ApiException.invalid("location_id", "There is no location with id " + id + "."));
    }
}
