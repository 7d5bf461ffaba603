package dev.callsheet.scheduling.location;

import dev.callsheet.contracts.scheduling.LocationCreated;
import dev.callsheet.contracts.scheduling.LocationDeleted;
import dev.callsheet.contracts.scheduling.LocationUpdated;
import dev.callsheet.contracts.scheduling.SchedulingEvents;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.body.ChangedFields;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.ListQuery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class LocationService {

    private final LocationRepository locations;
    private final Outbox outbox;

    @Inject
    LocationService(LocationRepository locations, Outbox outbox) {
        this.locations = locations;
        this.outbox = outbox;
    }

    @OrganizationSession
    Uni<Envelope<List<Resource<LocationAttributes>>>> list(ListQuery query) {
        return locations.list(query).map(page -> Envelope.list(query, page, LocationAttributes::resourceOf));
    }

    @OrganizationSession
    Uni<Resource<LocationAttributes>> get(UUID id) {
        return locations.get(id).map(LocationAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Resource<LocationAttributes>> create(LocationRequest request) {
        return locations
                .persistAndFlush(new Location(request))
                .call(location -> outbox.append(
                        SchedulingEvents.LOCATION_CREATED,
                        location.id(),
                        new LocationCreated(LocationEvents.snapshotOf(location))))
                .map(LocationAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Resource<LocationAttributes>> update(UUID id, MergePatch<LocationRequest> patch) {
        return locations
                .getForUpdate(id)
                .call(location -> change(location, patch))
                .map(LocationAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Void> delete(UUID id, @Nullable IfMatch ifMatch) {
        return locations
                .getForUpdate(id)
                .invoke(location -> IfMatch.require(ifMatch, location.version()))
                .invoke(Location::delete)
                .call(locations::flush)
                .chain(location -> outbox.append(
                        SchedulingEvents.LOCATION_DELETED,
                        id,
                        new LocationDeleted(LocationEvents.snapshotOf(location))));
    }

    private Uni<Void> change(Location location, MergePatch<LocationRequest> patch) {
        patch.requireVersion(location.version());
        LocationRequest before = location.asRequest();
        LocationRequest after = patch.applyTo(before);
        List<String> changed = ChangedFields.between(before, after);
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        location.apply(after);
        return locations
                .flush()
                .chain(() -> outbox.append(
                        SchedulingEvents.LOCATION_UPDATED,
                        location.id(),
                        new LocationUpdated(LocationEvents.snapshotOf(location), changed)));
    }
}
