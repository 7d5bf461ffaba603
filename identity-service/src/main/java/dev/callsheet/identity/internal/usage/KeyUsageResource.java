package dev.callsheet.identity.internal.usage;

import dev.callsheet.platform.web.security.InternalRoute;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where gateways report how keys were used; no other module may. */
@Path("/internal/v1/key-usage")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class KeyUsageResource {

    private final KeyUsageService usage;

    KeyUsageResource(KeyUsageService usage) {
        this.usage = usage;
    }

    @POST
    @InternalRoute("gateway-service")
    @Operation(hidden = true)
    public Uni<Void> record(KeyUsageRequest report) {
        return usage.record(report);
    }
}
