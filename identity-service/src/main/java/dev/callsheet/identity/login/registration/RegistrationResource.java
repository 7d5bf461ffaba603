package dev.callsheet.identity.login.registration;

import dev.callsheet.identity.login.MessageResponse;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.security.AnyPrincipal;
import dev.callsheet.platform.web.security.PublicRoute;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Getting an account (service desk). */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication")
public class RegistrationResource {

    private final RegistrationService registrations;
    private final ConfirmationService confirmations;

    RegistrationResource(RegistrationService registrations, ConfirmationService confirmations) {
        this.registrations = registrations;
        this.confirmations = confirmations;
    }

    @POST
    @Path("/register")
    @PublicRoute
    @ResponseStatus(201)
    @Operation(
            operationId = "register",
            summary = "Ask for an account",
            description = "Mails a link that confirms the address; user and organization exist from then on. The answer"
                    + " is the same, after the same time, for an address that has an account already: its owner gets a"
                    + " mail that says so.")
    public Uni<Envelope<RegisterResponse>> register(RegisterRequest request) {
        return registrations.register(request).map(Envelope::of);
    }

    @POST
    @Path("/confirm-email")
    @PublicRoute
    @APIResponse(
            responseCode = "409",
            description = "The address belongs to another account, or is being confirmed at this moment.")
    @Operation(
            operationId = "confirmEmail",
            summary = "Confirm an e-mail address with the token of a mail",
            description = "Completes a registration or the change of an address. A token works once.")
    public Uni<Envelope<MessageResponse>> confirm(TokenRequest request) {
        return confirmations.confirm(request.token()).map(Envelope::of);
    }

    @POST
    @Path("/confirm-email/resend")
    @PublicRoute
    @Operation(
            operationId = "resendConfirmation",
            summary = "Mail the link that confirms an address again",
            description = "The earlier link stops working. The answer is the same for every address.")
    public Uni<Envelope<MessageResponse>> resend(EmailRequest request) {
        return registrations.resend(request.email()).map(Envelope::of);
    }

    @POST
    @Path("/accept-invitation")
    @AnyPrincipal
    @APIResponse(responseCode = "409", description = "The invitation has been used or has expired.")
    @Operation(
            operationId = "acceptInvitation",
            summary = "Join the organization of an invitation, as the user who is signed in",
            description = "The invitation must have been sent to the user's own address.")
    public Uni<Envelope<JoinedResponse>> accept(TokenRequest request) {
        return confirmations.acceptInvitation(request.token()).map(Envelope::of);
    }
}
