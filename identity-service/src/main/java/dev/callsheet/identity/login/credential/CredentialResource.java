package dev.callsheet.identity.login.credential;

import dev.callsheet.identity.login.ClientReader;
import dev.callsheet.identity.login.MessageResponse;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.security.AnyPrincipal;
import dev.callsheet.platform.web.security.PublicRoute;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Passwords and addresses. They are below /auth because what proves an identity is never kept for replay. */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication")
public class CredentialResource {

    private final PasswordService passwords;
    private final EmailChangeService emails;
    private final ClientReader clients;

    CredentialResource(PasswordService passwords, EmailChangeService emails, ClientReader clients) {
        this.passwords = passwords;
        this.emails = emails;
        this.clients = clients;
    }

    @POST
    @Path("/reset-password")
    @PublicRoute
    @Operation(
            operationId = "requestPasswordReset",
            summary = "Ask for a mail with which a forgotten password can be replaced",
            description = "The answer is the same, after the same time, whether or not the address has an account.")
    public Uni<Envelope<MessageResponse>> requestReset(ResetPasswordRequest request) {
        return passwords.requestReset(request.email()).map(Envelope::of);
    }

    @POST
    @Path("/reset-password/confirm")
    @PublicRoute
    @Operation(
            operationId = "resetPassword",
            summary = "Replace a forgotten password with the token of a mail",
            description = "A token works once and for an hour. All sessions of the user end.")
    public Uni<Envelope<MessageResponse>> reset(NewPasswordRequest request) {
        return passwords.reset(request.token(), request.password()).map(Envelope::of);
    }

    @POST
    @Path("/change-password")
    @AnyPrincipal
    @Operation(
            operationId = "changePassword",
            summary = "Change the own password",
            description = "All other sessions of the user end.")
    public Uni<Envelope<MessageResponse>> change(ChangePasswordRequest request, @Context HttpServerRequest http) {
        return passwords
                .change(request.currentPassword(), request.newPassword(), clients.read(http))
                .map(Envelope::of);
    }

    @POST
    @Path("/change-email")
    @AnyPrincipal
    @Operation(
            operationId = "changeEmail",
            summary = "Change the own e-mail address",
            description = "Mails a link to the new address; it counts once POST /auth/confirm-email has had its token.")
    public Uni<Envelope<MessageResponse>> changeEmail(ChangeEmailRequest request, @Context HttpServerRequest http) {
        return emails.request(request.email(), request.password(), clients.read(http))
                .map(Envelope::of);
    }
}
