package dev.callsheet.identity.apikey;

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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** API keys (Sector Pro 2.4). */
@Path("/api/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "API keys",
        description = "Keys for integrations: made and shown once, listed by their prefix, rotated, revoked.")
public class ApiKeyResource {

    public static final ListSchema LISTS = ListSchema.of(ApiKeyResponse.class)
            .sortable("name", String.class)
            .sortable("created_at", Instant.class)
            .sortable("updated_at", Instant.class)
            .filterable("environment", String.class)
            .filterable("owner_id", UUID.class)
            .filterable("service_account_id", UUID.class)
            .filterable("key_prefix", String.class)
            .filterable("rate_limit_tier", String.class)
            .filterable("expires_at", Instant.class)
            .filterable("last_used_at", Instant.class)
            .filterable("request_count", Long.class)
            .shorthand("environment", "owner_id", "service_account_id", "rate_limit_tier")
            .sortedBy("-created_at");

    private final ApiKeyService keys;

    ApiKeyResource(ApiKeyService keys) {
        this.keys = keys;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(IdentityScopes.API_KEYS_MANAGE)
    @Idempotent(secretAnswer = true)
    @Operation(
            operationId = "createApiKey",
            summary = "Create an API key",
            description = "The key is in this answer and nowhere else. It may hold no scope that its creator does not.")
    public Uni<RestResponse<Envelope<Resource<ApiKeyResponse>>>> create(ApiKeyRequest request, @Context UriInfo uri) {
        return keys.create(request).map(resource -> Created.at(uri, resource));
    }

    @GET
    @RequiresScope(IdentityScopes.API_KEYS_MANAGE)
    @Operation(operationId = "listApiKeys", summary = "List the organization's API keys")
    public Uni<Envelope<List<Resource<ApiKeyResponse>>>> list(@Context UriInfo uri) {
        return keys.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{id}")
    @RequiresScope(IdentityScopes.API_KEYS_MANAGE)
    @Operation(operationId = "getApiKey", summary = "Show an API key by its prefix")
    public Uni<Envelope<Resource<ApiKeyResponse>>> get(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return keys.get(id).map(resource -> Envelope.of(resource, query));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(IdentityScopes.API_KEYS_MANAGE)
    @Idempotent
    @Operation(
            operationId = "updateApiKey",
            summary = "Update an API key; absent fields stay as they are",
            description =
                    "Takes effect for requests with the key within moments. Whoever does not hold all of the key's"
                            + " scopes cannot change it.")
    public Uni<Envelope<Resource<ApiKeyResponse>>> update(UUID id, MergePatch<ApiKeyRequest> patch) {
        return keys.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(IdentityScopes.API_KEYS_MANAGE)
    @Idempotent
    @Operation(operationId = "patchApiKey", summary = "Update an API key; the same as PUT")
    public Uni<Envelope<Resource<ApiKeyResponse>>> patch(UUID id, MergePatch<ApiKeyRequest> patch) {
        return update(id, patch);
    }

    @POST
    @Path("/{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(IdentityScopes.API_KEYS_MANAGE)
    @Idempotent(secretAnswer = true)
    @Operation(
            operationId = "rotateApiKey",
            summary = "Replace an API key; the old one works too until the grace ends",
            description =
                    "The new key is in this answer and nowhere else. It may what the old one may. While the grace of"
                            + " an earlier rotation runs, only a rotation without grace is accepted: it ends both older keys.")
    public Uni<Envelope<Resource<ApiKeyResponse>>> rotate(
            UUID id, RotateApiKeyRequest request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return keys.rotate(id, request, ifMatch).map(Envelope::of);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(IdentityScopes.API_KEYS_MANAGE)
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description = "It stops working everywhere within moments, for good.")
    public Uni<Void> revoke(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return keys.revoke(id, ifMatch);
    }
}
