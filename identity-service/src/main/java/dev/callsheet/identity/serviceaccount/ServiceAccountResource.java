package dev.callsheet.identity.serviceaccount;

import dev.callsheet.contracts.identity.IdentityScopes;
import dev.callsheet.identity.apikey.ApiKeyRequest;
import dev.callsheet.identity.apikey.ApiKeyResource;
import dev.callsheet.identity.apikey.ApiKeyResponse;
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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Service accounts and their keys. */
@Path("/api/v1/service-accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Service accounts",
        description = "Systems that call with keys of their own, from known addresses, and stand for no person.")
public class ServiceAccountResource {

    private static final ListSchema LISTS = ListSchema.of(ServiceAccountResponse.class)
            .sortable("name", String.class)
            .sortable("created_at", Instant.class)
            .sortable("updated_at", Instant.class)
            .filterable("role", String.class)
            .shorthand("role")
            .sortedBy("-created_at");

    private static final ListSchema KEYS = ApiKeyResource.LISTS;

    private final ServiceAccountService accounts;

    ServiceAccountResource(ServiceAccountService accounts) {
        this.accounts = accounts;
    }

    @GET
    @RequiresScope(IdentityScopes.SERVICE_ACCOUNTS_MANAGE)
    @Operation(
            operationId = "listServiceAccounts",
            summary = "List service accounts",
            description = "The organization's service accounts, the newest first.")
    public Uni<Envelope<List<Resource<ServiceAccountResponse>>>> list(@Context UriInfo uri) {
        return accounts.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{id}")
    @RequiresScope(IdentityScopes.SERVICE_ACCOUNTS_MANAGE)
    @Operation(
            operationId = "getServiceAccount",
            summary = "Get a service account",
            description = "Shows what bounds its keys: its role or scopes, its addresses, and whether it is active.")
    public Uni<Envelope<Resource<ServiceAccountResponse>>> get(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return accounts.get(id).map(resource -> Envelope.of(resource, query));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RequiresScope(IdentityScopes.SERVICE_ACCOUNTS_MANAGE)
    @Operation(
            operationId = "createServiceAccount",
            summary = "Create a service account",
            description = "It gets a role or scopes, nothing that its creator may not, and says where it calls from.")
    public Uni<RestResponse<Envelope<Resource<ServiceAccountResponse>>>> create(
            ServiceAccountRequest request, @Context UriInfo uri) {
        return accounts.create(request).map(resource -> Created.at(uri, resource));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RequiresScope(IdentityScopes.SERVICE_ACCOUNTS_MANAGE)
    @Operation(
            operationId = "updateServiceAccount",
            summary = "Update a service account; absent fields stay as they are",
            description = "Takes effect for all of its keys within moments; with active false none of them works.")
    public Uni<Envelope<Resource<ServiceAccountResponse>>> update(UUID id, MergePatch<ServiceAccountRequest> patch) {
        return accounts.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RequiresScope(IdentityScopes.SERVICE_ACCOUNTS_MANAGE)
    @Operation(
            operationId = "patchServiceAccount",
            summary = "Update a service account; the same as PUT",
            description = "Takes effect for all of its keys within moments; with active false none of them works.")
    public Uni<Envelope<Resource<ServiceAccountResponse>>> patch(UUID id, MergePatch<ServiceAccountRequest> patch) {
        return update(id, patch);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(IdentityScopes.SERVICE_ACCOUNTS_MANAGE)
    @Operation(
            operationId = "deleteServiceAccount",
            summary = "Delete a service account",
            description = "All of its keys are revoked with it, for good.")
    public Uni<Void> delete(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return accounts.delete(id, ifMatch);
    }

    @GET
    @Path("/{id}/keys")
    @RequiresScope({IdentityScopes.SERVICE_ACCOUNTS_MANAGE, IdentityScopes.API_KEYS_MANAGE})
    @Operation(
            operationId = "listServiceAccountKeys",
            summary = "List the keys of a service account",
            description = "They are API keys: each can be shown, changed, rotated and revoked under /api-keys.")
    public Uni<Envelope<List<Resource<ApiKeyResponse>>>> listKeys(UUID id, @Context UriInfo uri) {
        return accounts.listKeys(id, ListQuery.parse(KEYS, uri));
    }

    @POST
    @Path("/{id}/keys")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent(secretAnswer = true)
    @RequiresScope({IdentityScopes.SERVICE_ACCOUNTS_MANAGE, IdentityScopes.API_KEYS_MANAGE})
    @Operation(
            operationId = "createServiceAccountKey",
            summary = "Create a key of a service account",
            description =
                    "The key is in this answer and nowhere else. It may hold no scope that its creator or the service"
                            + " account does not.")
    public Uni<RestResponse<Envelope<Resource<ApiKeyResponse>>>> createKey(UUID id, ApiKeyRequest request) {
        return accounts.createKey(id, request)
                .map(resource -> RestResponse.ResponseBuilder.<Envelope<Resource<ApiKeyResponse>>>create(
                                RestResponse.Status.CREATED)
                        .header("Location", URI.create("/api/v1/api-keys/" + resource.id()))
                        .entity(Envelope.of(resource))
                        .build());
    }
}
