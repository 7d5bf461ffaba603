package dev.callsheet.identity.role;

import dev.callsheet.contracts.identity.IdentityScopes;
import dev.callsheet.platform.data.idempotency.Idempotent;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.security.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The roles of an organization: those that the product ships, as they are or changed, and its own. */
@Path("/api/v1/organizations/{id}/roles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Roles", description = "What members may do by their role.")
public class RoleResource {

    private final RoleService roles;

    RoleResource(RoleService roles) {
        this.roles = roles;
    }

    @GET
    @RequiresScope(IdentityScopes.ORGANIZATIONS_READ)
    @Operation(
            operationId = "listRoles",
            summary = "List the organization's roles",
            description =
                    "Every role with what it may do, the shipped ones first. A sandbox has those of its organization.")
    public Uni<Envelope<List<Resource<RoleResponse>>>> list(UUID id) {
        return roles.list(id);
    }

    @GET
    @Path("/{name}")
    @RequiresScope(IdentityScopes.ORGANIZATIONS_READ)
    @Operation(
            operationId = "getRole",
            summary = "Get a role",
            description = "A role by its name, with what the organization says of it and what that comes to.")
    public Uni<Envelope<Resource<RoleResponse>>> get(UUID id, String name) {
        return roles.get(id, name).map(Envelope::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Operation(
            operationId = "createRole",
            summary = "Create a role",
            description =
                    "A role of the organization's own, which may nothing but what its lines grant, and nothing that its"
                            + " creator may not.")
    public Uni<RestResponse<Envelope<Resource<RoleResponse>>>> create(
            UUID id, RoleRequest request, @Context UriInfo uri) {
        return roles.create(id, request)
                .map(resource -> RestResponse.ResponseBuilder.<Envelope<Resource<RoleResponse>>>create(
                                RestResponse.Status.CREATED)
                        .header("Location", URI.create(uri.getRequestUri().getRawPath() + "/" + request.name()))
                        .entity(Envelope.of(resource))
                        .build());
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Operation(
            operationId = "updateRole",
            summary = "Update a role; absent fields stay as they are",
            description =
                    "Changes what its members may do within moments, with the tokens and keys that they have. Of a"
                            + " shipped role, the lines go before those that it comes with.")
    public Uni<Envelope<Resource<RoleResponse>>> update(UUID id, String name, MergePatch<RoleRequest> patch) {
        return roles.update(id, name, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Operation(
            operationId = "patchRole",
            summary = "Update a role; the same as PUT",
            description = "Changes what its members may do within moments, with the tokens and keys that they have.")
    public Uni<Envelope<Resource<RoleResponse>>> patch(UUID id, String name, MergePatch<RoleRequest> patch) {
        return update(id, name, patch);
    }

    @DELETE
    @Path("/{name}")
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Operation(
            operationId = "deleteRole",
            summary = "Delete a role of the organization's own, or bring a shipped one back",
            description =
                    "Takes back what the organization says of it: its own role is gone, a shipped one is as shipped.")
    @APIResponse(responseCode = "409", description = "Members, invitations or service accounts have the role.")
    @APIResponse(responseCode = "422", description = "There is nothing to take back.")
    public Uni<Void> delete(UUID id, String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return roles.delete(id, name, ifMatch);
    }
}
