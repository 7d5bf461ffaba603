package dev.callsheet.scheduling.tour;

import dev.callsheet.contracts.scheduling.SchedulingEvents;
import dev.callsheet.contracts.scheduling.TourCreated;
import dev.callsheet.contracts.scheduling.TourDeleted;
import dev.callsheet.contracts.scheduling.TourUpdated;
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
public class TourService {

    private final TourRepository tours;
    private final Outbox outbox;

    @Inject
    TourService(TourRepository tours, Outbox outbox) {
        this.tours = tours;
        this.outbox = outbox;
    }

    @OrganizationSession
    Uni<Envelope<List<Resource<TourAttributes>>>> list(ListQuery query) {
        return tours.list(query)
                .chain(page -> tours.jobCounts(page.items())
                        .map(counts -> Envelope.list(
                                query,
                                page,
                                tour -> TourAttributes.resourceOf(tour, counts.getOrDefault(tour.id(), 0L)))));
    }

    @OrganizationSession
    Uni<Resource<TourAttributes>> get(UUID id) {
        return tours.get(id).chain(this::describe);
    }

    @OrganizationTransaction
    Uni<Resource<TourAttributes>> create(TourRequest request) {
        return tours.persistAndFlush(new Tour(request))
                .call(tour -> outbox.append(
                        SchedulingEvents.TOUR_CREATED, tour.id(), new TourCreated(TourEvents.snapshotOf(tour))))
                .chain(this::describe);
    }

    @OrganizationTransaction
    Uni<Resource<TourAttributes>> update(UUID id, MergePatch<TourRequest> patch) {
        return tours.getForUpdate(id).call(tour -> change(tour, patch)).chain(this::describe);
    }

    @OrganizationTransaction
    Uni<Void> delete(UUID id, @Nullable IfMatch ifMatch) {
        return tours.getForUpdate(id)
                .invoke(tour -> IfMatch.require(ifMatch, tour.version()))
                .invoke(Tour::delete)
                .call(tours::flush)
                .chain(tour ->
                        outbox.append(SchedulingEvents.TOUR_DELETED, id, new TourDeleted(TourEvents.snapshotOf(tour))));
    }

    private Uni<Void> change(Tour tour, MergePatch<TourRequest> patch) {
        patch.requireVersion(tour.version());
        TourRequest before = tour.asRequest();
        TourRequest after = patch.applyTo(before);
        List<String> changed = ChangedFields.between(before, after);
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        tour.apply(after);
        return tours.flush()
                .chain(() -> outbox.append(
                        SchedulingEvents.TOUR_UPDATED,
                        tour.id(),
                        new TourUpdated(TourEvents.snapshotOf(tour), changed)));
    }

    private Uni<Resource<TourAttributes>> describe(Tour tour) {
        return tours.jobCounts(List.of(tour))
                .map(counts -> TourAttributes.resourceOf(tour, counts.getOrDefault(tour.id(), 0L)));
    }
}
