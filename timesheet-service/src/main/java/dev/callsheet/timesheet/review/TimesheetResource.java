package dev.callsheet.timesheet.review;

import dev.callsheet.contracts.timesheet.TimesheetScopes;
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

@Path("/api/v1/timesheets")
@Tag(name = "Timesheets", description = "Who worked when on which job")
public class TimesheetResource {

    private static final ListSchema LISTS = ListSchema.of(TimesheetAttributes.class)
            .sortable("date", LocalDate.class)
            .sortable("starts_at", Instant.class)
            .sortable("ends_at", Instant.class)
            .sortable("worked_minutes", Integer.class)
            .sortable("created_at", Instant.class)
            .sortable("updated_at", Instant.class)
            .filterable("job_id", UUID.class)
            .filterable("technician_id", UUID.class)
            .filterable("status", TimesheetStatus.class)
            .filterable("submitted_at", Instant.class)
            .shorthand("job_id", "technician_id", "status", "date")
            .named("date_from", LocalDate.class, (day, zone) -> Condition.of("e.date >= ?", day))
            .named("date_to", LocalDate.class, (day, zone) -> Condition.of("e.date <= ?", day))
            .named("needs_approval", Boolean.class, TimesheetResource::waiting)
            .sortedBy("-date");

    private static Condition waiting(boolean wanted, ZoneId zone) {
        return Condition.of("e.status " + (wanted ? "=" : "<>") + " ?", TimesheetStatus.SUBMITTED);
    }

    private final TimesheetService timesheets;

    @Inject
    TimesheetResource(TimesheetService timesheets) {
        this.timesheets = timesheets;
    }

    @GET
    @RequiresScope(TimesheetScopes.TIMESHEETS_READ)
    @Operation(operationId = "listTimesheets", summary = "List timesheets")
    public Uni<Envelope<List<Resource<TimesheetAttributes>>>> list(@Context UriInfo uri) {
        return timesheets.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{id}")
    @RequiresScope(TimesheetScopes.TIMESHEETS_READ)
    @Operation(operationId = "getTimesheet", summary = "Get a timesheet")
    public Uni<Envelope<Resource<TimesheetAttributes>>> get(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return timesheets.get(id).map(resource -> Envelope.of(resource, query));
    }

    @POST
    @Idempotent
    @RequiresScope(TimesheetScopes.TIMESHEETS_WRITE)
    @Operation(operationId = "createTimesheet", summary = "Create a timesheet")
    public Uni<RestResponse<Envelope<Resource<TimesheetAttributes>>>> create(
            TimesheetRequest request, @Context UriInfo uri) {
        return timesheets.create(request).map(resource -> Created.at(uri, resource));
    }

    @PUT
    @Path("/{id}")
    @Idempotent
    @RequiresScope(TimesheetScopes.TIMESHEETS_WRITE)
    @Operation(operationId = "updateTimesheet", summary = "Update a timesheet; absent fields stay as they are")
    public Uni<Envelope<Resource<TimesheetAttributes>>> update(UUID id, MergePatch<TimesheetRequest> patch) {
        return timesheets.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @Idempotent
    @RequiresScope(TimesheetScopes.TIMESHEETS_WRITE)
    @Operation(operationId = "patchTimesheet", summary = "Update a timesheet; the same as PUT")
    public Uni<Envelope<Resource<TimesheetAttributes>>> patch(UUID id, MergePatch<TimesheetRequest> patch) {
        return update(id, patch);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(TimesheetScopes.TIMESHEETS_WRITE)
    @Operation(operationId = "deleteTimesheet", summary = "Delete a timesheet")
    public Uni<Void> delete(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return timesheets.delete(id, ifMatch);
    }

    @POST
    @Path("/{id}/submit")
    @Idempotent
    @RequiresScope(TimesheetScopes.TIMESHEETS_WRITE)
    @Operation(operationId = "submitTimesheet", summary = "Submit a draft for approval")
    public Uni<Envelope<Resource<TimesheetAttributes>>> submit(
            UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return timesheets.submit(id, ifMatch).map(Envelope::of);
    }
}
