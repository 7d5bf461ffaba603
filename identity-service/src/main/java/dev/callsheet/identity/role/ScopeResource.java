package dev.callsheet.identity.role;

import dev.callsheet.contracts.Contracts;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.security.AnyPrincipal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The scopes that a key can be given. */
@Path("/api/v1/scopes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
public class ScopeResource {

    @GET
    @AnyPrincipal
    @Operation(operationId = "listScopes", summary = "List every scope with what it allows")
    public Envelope<List<ScopeResponse>> list() {
        return Envelope.of(Contracts.scopes().stream().map(ScopeResponse::from).toList());
    }

    /** A scope; it is no resource and has no id but its name. */
    public record ScopeResponse(String name, String description) {
        static ScopeResponse from(Scope scope) {
            return new ScopeResponse(scope.name(), scope.description());
        }
    }
}
