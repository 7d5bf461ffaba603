package dev.callsheet.crew.member;

import dev.callsheet.contracts.Department;
import dev.callsheet.contracts.crew.CrewScopes;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/crew")
@Tag(name = "Crew", description = "The people who work on jobs")
public class CrewMemberResource {

    private static final ListSchema LISTS = ListSchema.of(CrewMemberAttributes.class)
            .sortable("last_name", String.class)
            .sortable("first_name", String.class)
            .sortable("created_at", Instant.class)
            .sortable("updated_at", Instant.class)
            .filterable("nickname", String.class)
            .filterable("email", String.class)
            .filterable("department", Department.class)
            .filterable("role", String.class)
            .filterable("residencia", String.class)
            .filterable("active", Boolean.class)
            .filterable("user_id", UUID.class)
            .shorthand("department", "role", "active", "user_id")
            .named("skill", String.class, (skill, zone) -> Condition.of("array_contains(e.skillNames, ?)", skill))
            .searchable("search")
            .sortedBy("last_name", "first_name");

    private final CrewMemberService crew;

    @Inject
    CrewMemberResource(CrewMemberService crew) {
        this.crew = crew;
    }

    @GET
    @RequiresScope(CrewScopes.CREW_READ)
    @Operation(operationId = "listCrew", summary = "List crew members")
    public Uni<Envelope<List<Resource<CrewMemberAttributes>>>> list(@Context UriInfo uri) {
        return crew.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{id}")
    @RequiresScope(CrewScopes.CREW_READ)
    @Operation(operationId = "getCrewMember", summary = "Get a crew member")
    public Uni<Envelope<Resource<CrewMemberAttributes>>> get(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return crew.get(id).map(resource -> Envelope.of(resource, query));
    }

    @POST
    @Idempotent
    @RequiresScope(CrewScopes.CREW_WRITE)
    @Operation(operationId = "createCrewMember", summary = "Create a crew member")
    public Uni<RestResponse<Envelope<Resource<CrewMemberAttributes>>>> create(
            CrewMemberRequest request, @Context UriInfo uri) {
        return crew.create(request).map(resource -> Created.at(uri, resource));
    }

    @PUT
    @Path("/{id}")
    @Idempotent
    @RequiresScope(CrewScopes.CREW_WRITE)
    @Operation(operationId = "updateCrewMember", summary = "Update a crew member; absent fields stay as they are")
    public Uni<Envelope<Resource<CrewMemberAttributes>>> update(UUID id, MergePatch<CrewMemberRequest> patch) {
        return crew.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @Idempotent
    @RequiresScope(CrewScopes.CREW_WRITE)
    @Operation(operationId = "patchCrewMember", summary = "Update a crew member; the same as PUT")
    public Uni<Envelope<Resource<CrewMemberAttributes>>> patch(UUID id, MergePatch<CrewMemberRequest> patch) {
        return update(id, patch);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(CrewScopes.CREW_WRITE)
    @Operation(operationId = "deleteCrewMember", summary = "Delete a crew member")
    public Uni<Void> delete(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return crew.delete(id, ifMatch);
    }
}
