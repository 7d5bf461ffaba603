package dev.callsheet.identity.internal.origin;

import dev.callsheet.platform.web.security.InternalRoute;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells gateways which web origins there are; which organization registered which is nobody's business there. */
@Path("/internal/v1/origins")
@Produces(MediaType.APPLICATION_JSON)
public class OriginResource {

    private final OriginService origins;

    OriginResource(OriginService origins) {
        this.origins = origins;
    }

    @GET
    @InternalRoute("gateway-service")
    @Operation(hidden = true)
    public Uni<OriginsResponse> list() {
        return origins.list();
    }
}
