package dev.callsheet.identity.internal.principal;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.platform.web.security.InternalRoute;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the gateway learns who a credential stands for; no other module may ask. */
@Path("/internal/v1/principals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PrincipalResource {

    private final PrincipalService principals;

    PrincipalResource(PrincipalService principals) {
        this.principals = principals;
    }

    @POST
    @InternalRoute("gateway-service")
    @Operation(hidden = true)
    public Uni<Admission> exchange(ExchangeRequest request) {
        return principals.exchange(request.credential(), request.organizationId());
    }
}
