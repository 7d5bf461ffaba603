package dev.callsheet.identity.login;

import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.security.AnyPrincipal;
import dev.callsheet.platform.web.security.PublicRoute;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Signing in and out (service desk, PlanningHub). */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication", description = "Signing in and out, and what the credential in use may do.")
public class AuthResource {

    private final SessionService sessions;
    private final CurrentCallerService callers;
    private final ClientReader clients;

    AuthResource(SessionService sessions, CurrentCallerService callers, ClientReader clients) {
        this.sessions = sessions;
        this.callers = callers;
        this.clients = clients;
    }

    @POST
    @Path("/login")
    @PublicRoute
    @APIResponse(
            responseCode = "403",
            description = "The address is not confirmed yet, or the organization is not one of the user's.")
    @APIResponse(responseCode = "401")
    @Operation(
            operationId = "login",
            summary = "Sign in with e-mail address and password",
            description = "Opens a session in one of the user's organizations. A wrong password and an unknown address"
                    + " get the same answer. An account with a second factor answers SECOND_FACTOR_REQUIRED until the"
                    + " request has a totp_code or a recovery_code. Five failures within a minute lock an account, known"
                    + " or not, for a minute, and each further one for twice as long.")
    public Uni<Envelope<LoginResponse>> login(LoginRequest request, @Context HttpServerRequest http) {
        return sessions.login(request, clients.read(http)).map(Envelope::of);
    }

    @POST
    @Path("/refresh")
    @PublicRoute
    @APIResponse(responseCode = "401")
    @Operation(
            operationId = "refreshToken",
            summary = "Exchange a refresh token for new tokens",
            description = "A refresh token works once. The same one within 10 seconds gets the same answer again; later"
                    + " than that its session ends, since somebody else has it.")
    public Uni<Envelope<TokenResponse>> refresh(RefreshRequest request) {
        return sessions.refresh(request.refreshToken()).map(Envelope::of);
    }

    @POST
    @Path("/logout")
    @AnyPrincipal
    @Operation(operationId = "logout", summary = "End the session of the access token in use")
    @ResponseStatus(200)
    @Consumes(MediaType.WILDCARD)
    public Uni<Envelope<MessageResponse>> logout() {
        return sessions.logout().map(ended -> Envelope.of(new MessageResponse("Logged out.")));
    }

    @GET
    @Path("/me")
    @AnyPrincipal
    @Operation(
            operationId = "getCurrentCaller",
            summary = "Who the credential in use stands for, where, and what it may do")
    @Consumes(MediaType.WILDCARD)
    public Uni<Envelope<CurrentCallerResponse>> me() {
        return callers.describe().map(Envelope::of);
    }
}
