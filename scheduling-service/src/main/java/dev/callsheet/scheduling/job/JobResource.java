package dev.callsheet.scheduling.job;

import dev.callsheet.contracts.Department;
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

@Path("/api/v1/jobs")
@Tag(name = "Jobs", description = "Single shows, gigs, events and dry hires")
public class JobResource {

    private static final ListSchema LISTS = ListSchema.of(JobAttributes.class)
            .sortable("title", String.class)
            .sortable("start_time", Instant.class)
            .sortable("end_time", Instant.class)
            .sortable("created_at", Instant.class)
            .sortable("updated_at", Instant.class)
            .sortable("status", JobStatus.class)
            .filterable("job_type", JobType.class)
            .filterable("job_date_type", JobDateType.class)
            .filterable("tour_id", UUID.class, "tour.id")
            .filterable("location_id", UUID.class, "location.id")
            .filterable("description", String.class)
            .filterable("notes", String.class)
            .filterable("color", String.class)
            .filterable("rates_approved", Boolean.class)
            .filterable("invoicing_company", String.class)
            .shorthand("status", "job_type", "tour_id", "location_id")
            .named(
                    "department",
                    Department.class,
                    (department, zone) -> Condition.of("array_contains(e.departments, ?)", department.spelling()))
            .named("start_date", LocalDate.class, JobResource::startingOnOrAfter)
            .named("end_date", LocalDate.class, JobResource::endingOnOrBefore)
            .named(
                    "has_openings",
                    Boolean.class,
                    (wanted, zone) -> Condition.of(wanted ? "e.crewRequired > 0" : "e.crewRequired = 0"))
            .expandable("tour")
            .searchable("search")
            .sortedBy("start_time");

    /** Days are those of the organization's zone. */
    private static Condition startingOnOrAfter(LocalDate day, ZoneId zone) {
        return Condition.of("e.startTime >= ?", day.atStartOfDay(zone).toInstant());
    }

    private static Condition endingOnOrBefore(LocalDate day, ZoneId zone) {
        return Condition.of("e.endTime <= ?", day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private final JobService jobs;

    @Inject
    JobResource(JobService jobs) {
        this.jobs = jobs;
    }

    @GET
    @RequiresScope(SchedulingScopes.JOBS_READ)
    @Operation(operationId = "listJobs", summary = "List jobs")
    public Uni<Envelope<List<Resource<JobAttributes>>>> list(@Context UriInfo uri) {
        return jobs.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{id}")
    @RequiresScope(SchedulingScopes.JOBS_READ)
    @Operation(operationId = "getJob", summary = "Get a job")
    public Uni<Envelope<Resource<JobAttributes>>> get(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return jobs.get(id, query.expands("tour")).map(resource -> Envelope.of(resource, query));
    }

    @POST
    @Idempotent
    @RequiresScope(SchedulingScopes.JOBS_WRITE)
    @Operation(operationId = "createJob", summary = "Create a job")
    public Uni<RestResponse<Envelope<Resource<JobAttributes>>>> create(JobRequest request, @Context UriInfo uri) {
        return jobs.create(request).map(resource -> Created.at(uri, resource));
    }

    @PUT
    @Path("/{id}")
    @Idempotent
    @RequiresScope(SchedulingScopes.JOBS_WRITE)
    @Operation(operationId = "updateJob", summary = "Update a job; absent fields stay as they are")
    public Uni<Envelope<Resource<JobAttributes>>> update(UUID id, MergePatch<JobRequest> patch) {
        return jobs.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @Idempotent
    @RequiresScope(SchedulingScopes.JOBS_WRITE)
    @Operation(operationId = "patchJob", summary = "Update a job; the same as PUT")
    public Uni<Envelope<Resource<JobAttributes>>> patch(UUID id, MergePatch<JobRequest> patch) {
        return update(id, patch);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(SchedulingScopes.JOBS_WRITE)
    @Operation(operationId = "deleteJob", summary = "Delete a job")
    public Uni<Void> delete(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return jobs.delete(id, ifMatch);
    }
}
