package dev.callsheet.identity.internal.plan;

import dev.callsheet.identity.organization.OrganizationService;
import dev.callsheet.platform.web.request.CallContext;
import dev.callsheet.platform.web.security.InternalRoute;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where an operator puts an organization on another plan; no other module may. */
@Path("/internal/v1/organizations/{id}/plan")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PlanResource {

    private final OrganizationService organizations;

    PlanResource(OrganizationService organizations) {
        this.organizations = organizations;
    }

    @PUT
    @InternalRoute("fleet")
    @Operation(hidden = true)
    public Uni<Void> put(UUID id, PlanRequest request) {
        CallContext.ofOrganization(id, CallContext.current().requestId()).enter();
        return organizations.putOnPlan(id, request.plan());
    }
}
