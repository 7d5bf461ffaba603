package dev.callsheet.identity.issuer;

import dev.callsheet.contracts.identity.IdentityScopes;
import dev.callsheet.platform.data.idempotency.Idempotent;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The outside issuers of an organization, whose tokens its people may use instead of logging in here. */
@Path("/api/v1/organizations/{id}/issuers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Issuers", description = "Identity providers of an organization, such as Auth0 or Keycloak.")
public class IssuerResource {

    private static final ListSchema LISTS = ListSchema.of(IssuerResponse.class)
            .sortable("issuer", String.class)
            .sortable("created_at", Instant.class)
            .sortable("updated_at", Instant.class)
            .filterable("audience", String.class)
            .shorthand("issuer", "audience")
            .sortedBy("issuer");

    private final IssuerService issuers;
    private final IssuerCheck check;

    IssuerResource(IssuerService issuers, IssuerCheck check) {
        this.issuers = issuers;
        this.check = check;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Idempotent(callsOutside = true)
    @Operation(
            operationId = "createIssuer",
            summary = "Register an outside issuer",
            description =
                    "Its tokens are accepted from now on. Needs admin:*, since an issuer can vouch for every member."
                            + " Its keys are fetched before the answer.")
    public Uni<RestResponse<Envelope<Resource<IssuerResponse>>>> create(
            @RestPath("id") UUID organizationId, IssuerRequest request, @Context UriInfo uri) {
        issuers.requireAdministrator(organizationId);
        return check.findKeys(request).chain(issuers::create).map(resource -> Created.at(uri, resource));
    }

    @GET
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Operation(operationId = "listIssuers", summary = "List the organization's outside issuers")
    public Uni<Envelope<List<Resource<IssuerResponse>>>> list(
            @RestPath("id") UUID organizationId, @Context UriInfo uri) {
        return issuers.list(organizationId, ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{issuer_id}")
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Operation(operationId = "getIssuer", summary = "Show an outside issuer")
    public Uni<Envelope<Resource<IssuerResponse>>> get(
            @RestPath("id") UUID organizationId, @RestPath("issuer_id") UUID issuerId) {
        return issuers.get(organizationId, issuerId).map(Envelope::of);
    }

    @PUT
    @Path("/{issuer_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Idempotent(callsOutside = true)
    @Operation(
            operationId = "updateIssuer",
            summary = "Change an outside issuer; absent fields stay as they are",
            description = "Needs admin:*. Tokens that it issued are judged anew at once.")
    public Uni<Envelope<Resource<IssuerResponse>>> update(
            @RestPath("id") UUID organizationId,
            @RestPath("issuer_id") UUID issuerId,
            MergePatch<IssuerRequest> patch) {
        issuers.requireAdministrator(organizationId);
        return issuers.preview(issuerId, patch)
                .chain(check::findKeys)
                .chain(keysAt -> issuers.update(issuerId, patch, keysAt))
                .map(Envelope::of);
    }

    @PATCH
    @Path("/{issuer_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Idempotent(callsOutside = true)
    @Operation(operationId = "patchIssuer", summary = "Change an outside issuer; the same as PUT")
    public Uni<Envelope<Resource<IssuerResponse>>> patch(
            @RestPath("id") UUID organizationId,
            @RestPath("issuer_id") UUID issuerId,
            MergePatch<IssuerRequest> patch) {
        return update(organizationId, issuerId, patch);
    }

    @DELETE
    @Path("/{issuer_id}")
    @RequiresScope(IdentityScopes.ORGANIZATIONS_WRITE)
    @Operation(
            operationId = "deleteIssuer",
            summary = "Remove an outside issuer",
            description = "None of its tokens works any more within moments. Its people stay members.")
    public Uni<Void> delete(
            @RestPath("id") UUID organizationId,
            @RestPath("issuer_id") UUID issuerId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return issuers.delete(organizationId, issuerId, ifMatch);
    }
}
