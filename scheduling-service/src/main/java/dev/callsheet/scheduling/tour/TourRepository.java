package dev.callsheet.scheduling.tour;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import dev.callsheet.platform.web.error.ApiException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class TourRepository extends OrganizationRepository<Tour> {

    TourRepository() {
        super(Tour.class, "tour");
    }

    /**
     * The tour that a request's {@code tour_id} names; null when it names none.
     *
     * @throws ApiException {@code VALIDATION_ERROR} as the Uni's failure, when there is no such tour
     */
    public Uni<Tour> referred(@Nullable UUID id) {
        return id == null
                ? Uni.createFrom().nullItem()
                : find(id).onItem()
                        .ifNull()
                        .failWith(() -> ApiException.invalid("tour_id", "There is no tour with id " + id + "."));
    }

    /** How many jobs each of the tours has; those without any are absent. */
    Uni<Map<UUID, Long>> jobCounts(List<Tour> tours) {
        List<UUID> ids = tours.stream().map(Tour::id).toList();
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return getSession()
                .chain(session -> session.createSelectionQuery(
                                "select job.tour.id, count(*) from Job job"
                                        + " where job.tour.id in ?1 and job.deletedAt is null group by job.tour.id",
                                Object[].class)
                        .setParameter(1, ids)
                        .getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (Long) row[1])));
    }
}
