package dev.callsheet.identity.internal.bootstrap;

import dev.callsheet.platform.web.security.InternalRoute;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the launcher founds the first organization; no other module may. */
@Path("/internal/v1/bootstrap")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BootstrapResource {

    private final BootstrapService bootstrap;

    BootstrapResource(BootstrapService bootstrap) {
        this.bootstrap = bootstrap;
    }

    @POST
    @InternalRoute("fleet")
    @Operation(hidden = true)
    public Uni<BootstrapResponse> bootstrap(BootstrapRequest request) {
        return bootstrap.bootstrap(request);
    }
}
