package dev.callsheet.identity.invitation;

import dev.callsheet.contracts.identity.IdentityScopes;
import dev.callsheet.identity.organization.LiveOrganization;
import dev.callsheet.platform.data.idempotency.Idempotent;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.envelope.Created;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.security.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Invitations to the organization of the request. */
@Path("/api/v1/organizations/{id}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations")
public class InvitationResource {

    private static final ListSchema LISTS = ListSchema.of(InvitationResponse.class)
            .sortable("created_at", Instant.class)
            .sortable("expires_at", Instant.class)
            .sortable("email", String.class)
            .filterable("role", String.class)
            .filterable("invited_by", UUID.class)
            .filterable("accepted_at", Instant.class)
            .shorthand("email", "role")
            .sortedBy("-created_at");

    private final InvitationService invitations;
    private final LiveOrganization live;

    InvitationResource(InvitationService invitations, LiveOrganization live) {
        this.invitations = invitations;
        this.live = live;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(IdentityScopes.USERS_WRITE)
    @Idempotent
    @Operation(
            operationId = "createInvitation",
            summary = "Invite somebody to the organization",
            description = "Mails a link that is good for 7 days and replaces an earlier one. The role may grant no more"
                    + " than the caller has.")
    public Uni<RestResponse<Envelope<Resource<InvitationResponse>>>> create(
            @PathParam("id") UUID id, InvitationRequest request, @Context UriInfo uri) {
        live.requireToBe(id);
        return invitations.create(request).map(resource -> Created.at(uri, resource));
    }

    @GET
    @RequiresScope(IdentityScopes.USERS_READ)
    @Operation(operationId = "listInvitations", summary = "List the organization's invitations")
    public Uni<Envelope<List<Resource<InvitationResponse>>>> list(@PathParam("id") UUID id, @Context UriInfo uri) {
        live.requireToBe(id);
        return invitations.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{invitation_id}")
    @RequiresScope(IdentityScopes.USERS_READ)
    @Operation(operationId = "getInvitation", summary = "Show an invitation")
    public Uni<Envelope<Resource<InvitationResponse>>> get(
            @PathParam("id") UUID id, @PathParam("invitation_id") UUID invitationId) {
        live.requireToBe(id);
        return invitations.get(invitationId).map(Envelope::of);
    }

    @DELETE
    @Path("/{invitation_id}")
    @RequiresScope(IdentityScopes.USERS_WRITE)
    @APIResponse(responseCode = "422", description = "The invitation has been accepted.")
    @Operation(
            operationId = "revokeInvitation",
            summary = "Take an invitation back",
            description = "Its link stops working.")
    public Uni<Void> revoke(
            @PathParam("id") UUID id,
            @PathParam("invitation_id") UUID invitationId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        live.requireToBe(id);
        return invitations.revoke(invitationId, ifMatch);
    }
}
