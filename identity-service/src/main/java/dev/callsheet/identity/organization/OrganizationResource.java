package dev.callsheet.identity.organization;

import dev.callsheet.contracts.identity.IdentityScopes;
import dev.callsheet.identity.user.UserLists;
import dev.callsheet.identity.user.UserResponse;
import dev.callsheet.identity.user.UserService;
import dev.callsheet.platform.data.idempotency.Idempotent;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.security.AnyPrincipal;
import dev.callsheet.platform.web.security.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The organizations that the caller belongs to; others are unknown to them. */
@Path("/api/v1/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations", description = "The organizations of the caller, and the sandbox of each.")
public class OrganizationResource {

    private static final ListSchema LISTS = ListSchema.of(OrganizationResponse.class)
            .sortable("name", String.class)
            .sortable("environment", String.class)
            .filterable("plan", String.class)
            .shorthand("environment", "plan")
            .sortedBy("environment", "name");

    private static final ListSchema MEMBERS = UserLists.SCHEMA;

    private final OrganizationService organizations;
    private final UserService members;
    private final LiveOrganization live;

    OrganizationResource(OrganizationService organizations, UserService members, LiveOrganization live) {
        this.organizations = organizations;
        this.members = members;
        this.live = live;
    }

    @GET
    @AnyPrincipal
    @Operation(operationId = "listOrganizations", summary = "List the organizations that the caller belongs to")
    public Uni<Envelope<List<Resource<OrganizationResponse>>>> list(@Context UriInfo uri) {
        return organizations.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{id}/members")
    @RequiresScope(IdentityScopes.USERS_READ)
    @Operation(
            operationId = "listMembers",
            summary = "List the members of the organization",
            description = "The same as GET /users, for the organization of the request.")
    public Uni<Envelope<List<Resource<UserResponse>>>> members(UUID id, @Context UriInfo uri) {
        live.requireCurrent(id);
        ListQuery query = ListQuery.parse(MEMBERS, uri);
        return live.run(() -> members.list(query));
    }

    @GET
    @Path("/{id}")
    @AnyPrincipal
    @Operation(operationId = "getOrganization", summary = "Show an organization that the caller belongs to")
    public Uni<Envelope<Resource<OrganizationResponse>>> get(UUID id) {
        return organizations.get(id);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Operation(
            operationId = "updateOrganization",
            summary = "Update the organization; absent fields stay as they are",
            description = "Changes the organization that the request acts in. Its plan is the operator's to change.")
    public Uni<Envelope<Resource<OrganizationResponse>>> update(UUID id, MergePatch<OrganizationRequest> patch) {
        return organizations.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Operation(
            operationId = "patchOrganization",
            summary = "Update the organization; the same as PUT",
            description = "Changes the organization that the request acts in. Its plan is the operator's to change.")
    public Uni<Envelope<Resource<OrganizationResponse>>> patch(UUID id, MergePatch<OrganizationRequest> patch) {
        return update(id, patch);
    }
}
