package dev.callsheet.identity.login.secondfactor;

import dev.callsheet.identity.login.ClientReader;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.security.AnyPrincipal;
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

/** The caller's second factor. It is below /auth because what proves an identity is never kept for replay. */
@Path("/api/v1/auth/totp")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication")
public class SecondFactorResource {

    private final SecondFactorService factors;
    private final ClientReader clients;

    SecondFactorResource(SecondFactorService factors, ClientReader clients) {
        this.factors = factors;
        this.clients = clients;
    }

    @GET
    @AnyPrincipal
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "getSecondFactor", summary = "Whether the caller's logins ask for a second factor")
    public Uni<Envelope<SecondFactorResponse>> show() {
        return factors.show().map(Envelope::of);
    }

    @POST
    @AnyPrincipal
    @APIResponse(responseCode = "409", description = "The account has a second factor.")
    @Operation(
            operationId = "enrollSecondFactor",
            summary = "Begin to set up a second factor",
            description =
                    "Answers the secret for an authenticator app (TOTP, RFC 6238). It counts from its confirmation on.")
    public Uni<Envelope<EnrollmentResponse>> enroll(PasswordRequest request, @Context HttpServerRequest http) {
        return factors.enroll(request.password(), clients.read(http)).map(Envelope::of);
    }

    @POST
    @Path("/confirm")
    @AnyPrincipal
    @APIResponse(responseCode = "409", description = "The account has a second factor.")
    @APIResponse(responseCode = "422", description = "No second factor is being set up.")
    @Operation(
            operationId = "confirmSecondFactor",
            summary = "Switch the second factor on with a code",
            description = "Answers ten recovery codes, which are in this answer and nowhere else.")
    public Uni<Envelope<RecoveryCodesResponse>> confirm(CodeRequest request, @Context HttpServerRequest http) {
        return factors.confirm(request.code(), clients.read(http)).map(Envelope::of);
    }

    @POST
    @Path("/recovery-codes")
    @AnyPrincipal
    @Operation(
            operationId = "renewRecoveryCodes",
            summary = "Get new recovery codes",
            description = "The earlier ones stop working.")
    public Uni<Envelope<RecoveryCodesResponse>> renewCodes(CodeRequest request, @Context HttpServerRequest http) {
        return factors.renewCodes(request.code(), clients.read(http)).map(Envelope::of);
    }

    @POST
    @Path("/disable")
    @AnyPrincipal
    @Operation(
            operationId = "disableSecondFactor",
            summary = "Switch the second factor off",
            description = "Takes the password and a code, or a recovery code for whoever has lost their telephone.")
    public Uni<Envelope<SecondFactorResponse>> disable(DisableRequest request, @Context HttpServerRequest http) {
        return factors.disable(request, clients.read(http)).map(Envelope::of);
    }
}
