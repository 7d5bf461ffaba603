package dev.callsheet.identity.login;

import dev.callsheet.platform.web.security.PublicRoute;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys of access tokens, bare as RFC 7517 has them, for those who verify tokens themselves. */
@Path("/api/v1/.well-known/jwks.json")
@Tag(name = "Authentication")
public class JwksResource {

    private final SigningKeys keys;
    private final String cacheControl;

    JwksResource(SigningKeys keys, SigningKeySettings settings) {
        this.keys = keys;
        this.cacheControl = "public, max-age=" + settings.publishedFor().toSeconds();
    }

    @GET
    @PublicRoute
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getJwks", summary = "Public keys that verify access tokens (RFC 7517)")
    @APIResponse(
            responseCode = "200",
            description = "The key set.",
            content = @Content(schema = @Schema(implementation = JwkSet.class)))
    public Uni<Response> jwks() {
        return keys.published()
                .map(published -> published.stream().map(SigningKey::publicJwk).collect(Collectors.joining(",")))
                .map(list -> Response.ok("{\"keys\":[" + list + "]}")
                        .header("Cache-Control", cacheControl)
                        .build());
    }

    /** The set, as the document of the API describes it. */
    public record JwkSet(java.util.List<Jwk> keys) {}

    /** One RSA key. */
    public record Jwk(String kty, String kid, String use, String alg, String n, String e) {}
}
