package dev.callsheet.identity.login;

import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.security.AnyPrincipal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The places where the user is signed in. */
@Path("/api/v1/users/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class OwnSessionResource {

    private final OwnSessionService sessions;

    OwnSessionResource(OwnSessionService sessions) {
        this.sessions = sessions;
    }

    @GET
    @AnyPrincipal
    @Operation(
            operationId = "listSessions",
            summary = "List the own sessions",
            description = "Those that can still be refreshed, at most 100, the latest seen first.")
    public Uni<Envelope<List<Resource<SessionResponse>>>> list() {
        return sessions.list().map(Envelope::of);
    }

    @DELETE
    @AnyPrincipal
    @Operation(
            operationId = "endOtherSessions",
            summary = "End all own sessions but the one in use",
            description = "POST /auth/logout ends the one in use.")
    public Uni<Void> endOthers() {
        return sessions.endOthers();
    }

    @DELETE
    @Path("/{id}")
    @AnyPrincipal
    @Operation(operationId = "endSession", summary = "End one of the own sessions")
    public Uni<Void> end(UUID id) {
        return sessions.end(id);
    }
}
