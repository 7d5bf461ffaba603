package dev.callsheet.identity.user;

import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.IdentityScopes;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.identity.organization.LiveOrganization;
import dev.callsheet.platform.data.idempotency.Idempotent;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.request.CallContext;
import dev.callsheet.platform.web.security.AnyPrincipal;
import dev.callsheet.platform.web.security.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Users as members of the organization of the request (service desk, PlanningHub). */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users", description = "The people who sign in.")
public class UserResource {

    private static final ListSchema LISTS = UserLists.SCHEMA;

    private final UserService users;
    private final LiveOrganization live;

    UserResource(UserService users, LiveOrganization live) {
        this.users = users;
        this.live = live;
    }

    @GET
    @RequiresScope(IdentityScopes.USERS_READ)
    @Operation(operationId = "listUsers", summary = "List the organization's users")
    public Uni<Envelope<List<Resource<UserResponse>>>> list(@Context UriInfo uri) {
        ListQuery query = ListQuery.parse(LISTS, uri);
        return live.run(() -> users.list(query));
    }

    @GET
    @Path("/me")
    @AnyPrincipal
    @Operation(operationId = "getCurrentUser", summary = "Show the user behind the credential in use")
    public Uni<Envelope<Resource<UserResponse>>> me(@Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return live.run(users::me).map(resource -> Envelope.of(resource, query));
    }

    @PUT
    @Path("/me")
    @AnyPrincipal
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "updateCurrentUser",
            summary = "Change the own profile",
            description = "The profile is the same in all organizations of the user. Absent fields stay as they are.")
    public Uni<Envelope<Resource<UserResponse>>> updateMe(MergePatch<ProfileRequest> patch) {
        requireSelf();
        return live.run(() -> users.updateMe(patch)).map(Envelope::of);
    }

    @PATCH
    @Path("/me")
    @AnyPrincipal
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "patchCurrentUser", summary = "Change the own profile; the same as PUT")
    public Uni<Envelope<Resource<UserResponse>>> patchMe(MergePatch<ProfileRequest> patch) {
        return updateMe(patch);
    }

    @GET
    @Path("/{id}")
    @RequiresScope(IdentityScopes.USERS_READ)
    @Operation(operationId = "getUser", summary = "Show a user of the organization")
    public Uni<Envelope<Resource<UserResponse>>> get(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return live.run(() -> users.get(id)).map(resource -> Envelope.of(resource, query));
    }

    @PUT
    @Path("/{id}")
    @RequiresScope(IdentityScopes.USERS_WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "updateUser",
            summary = "Change a member's role, departments or standing",
            description =
                    "Takes effect for credentials in use within moments. Nobody gives a role that may more than they"
                            + " do, and the organization keeps an active admin. Absent fields stay as they are.")
    public Uni<Envelope<Resource<UserResponse>>> update(UUID id, MergePatch<MemberRequest> patch) {
        live.require();
        return users.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @RequiresScope(IdentityScopes.USERS_WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "patchUser", summary = "Change a member; the same as PUT")
    public Uni<Envelope<Resource<UserResponse>>> patch(UUID id, MergePatch<MemberRequest> patch) {
        return update(id, patch);
    }

    @PUT
    @Path("/{id}/role")
    @RequiresScope(IdentityScopes.USERS_WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "giveRole", summary = "Give a member another role")
    public Uni<Envelope<Resource<UserResponse>>> giveRole(
            UUID id, MemberRoleRequest request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        live.require();
        return users.giveRole(id, request.role(), ifMatch).map(Envelope::of);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(IdentityScopes.USERS_WRITE)
    @APIResponse(responseCode = "422", description = "The organization would be left without an admin.")
    @Operation(
            operationId = "removeUser",
            summary = "Remove a user from the organization",
            description = "Their account and their other organizations are not concerned.")
    public Uni<Void> remove(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        live.require();
        return users.remove(id, ifMatch);
    }

    /** A key acts for its owner only as far as its scopes go. */
    private static void requireSelf() {
        Principal caller = CallContext.current().requirePrincipal();
        if (caller.credentialType() == CredentialType.OUTSIDE_USER) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "A profile is the same in all organizations, and one organization's issuer does not change it:"
                            + " log in here.");
        }
        if (caller.credentialType() != CredentialType.USER && !caller.may(IdentityScopes.USERS_WRITE)) {
            throw new ApiException(
                            ErrorCode.SCOPE_REQUIRED,
                            "A key changes its owner's profile with the scope " + IdentityScopes.USERS_WRITE + " only.")
                    .withMember("required_scopes", List.of(IdentityScopes.USERS_WRITE));
        }
    }
}
