package dev.callsheet.scheduling.tour;

import dev.callsheet.contracts.scheduling.SchedulingScopes;
import dev.callsheet.platform.data.idempotency.Idempotent;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Created;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.security.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/tours")
@Tag(name = "Tours", description = "Tours and festivals: containers of jobs")
public class TourResource {

    private static final ListSchema LISTS = ListSchema.of(TourAttributes.class)
            .sortable("name", String.class)
            .sortable("start_date", LocalDate.class)
            .sortable("end_date", LocalDate.class)
            .sortable("created_at", Instant.class)
            .filterable("updated_at", Instant.class)
            .filterable("status", TourStatus.class)
            .filterable("tour_type", TourType.class)
            .shorthand("status", "tour_type")
            .named("type", TourType.class, (type, zone) -> Condition.of("e.tourType = ?", type))
            .named("start_date", LocalDate.class, (day, zone) -> Condition.of("e.startDate >= ?", day))
            .named("end_date", LocalDate.class, (day, zone) -> Condition.of("e.endDate <= ?", day))
            .named("has_jobs", Boolean.class, TourResource::withJobs)
            .searchable("search")
            .sortedBy("start_date");

    private static Condition withJobs(boolean wanted, ZoneId zone) {
        return Condition.of((wanted ? "" : "not ")
                + "exists (select 1 from Job job where job.tour.id = e.id and job.deletedAt is null)");
    }

    private final TourService tours;

    @Inject
    TourResource(TourService tours) {
        this.tours = tours;
    }

    @GET
    @RequiresScope(SchedulingScopes.TOURS_READ)
    @Operation(operationId = "listTours", summary = "List tours")
    public Uni<Envelope<List<Resource<TourAttributes>>>> list(@Context UriInfo uri) {
        return tours.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{id}")
    @RequiresScope(SchedulingScopes.TOURS_READ)
    @Operation(operationId = "getTour", summary = "Get a tour")
    public Uni<Envelope<Resource<TourAttributes>>> get(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return tours.get(id).map(resource -> Envelope.of(resource, query));
    }

    @POST
    @Idempotent
    @RequiresScope(SchedulingScopes.TOURS_WRITE)
    @Operation(operationId = "createTour", summary = "Create a tour")
    public Uni<RestResponse<Envelope<Resource<TourAttributes>>>> create(TourRequest request, @Context UriInfo uri) {
        return tours.create(request).map(resource -> Created.at(uri, resource));
    }

    @PUT
    @Path("/{id}")
    @Idempotent
    @RequiresScope(SchedulingScopes.TOURS_WRITE)
    @Operation(operationId = "updateTour", summary = "Update a tour; absent fields stay as they are")
    public Uni<Envelope<Resource<TourAttributes>>> update(UUID id, MergePatch<TourRequest> patch) {
        return tours.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @Idempotent
    @RequiresScope(SchedulingScopes.TOURS_WRITE)
    @Operation(operationId = "patchTour", summary = "Update a tour; the same as PUT")
    public Uni<Envelope<Resource<TourAttributes>>> patch(UUID id, MergePatch<TourRequest> patch) {
        return update(id, patch);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(SchedulingScopes.TOURS_WRITE)
    @Operation(operationId = "deleteTour", summary = "Delete a tour")
    public Uni<Void> delete(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return tours.delete(id, ifMatch);
    }
}
