package dev.callsheet.identity.internal.signingkey;

import dev.callsheet.identity.login.KeyHistory;
import dev.callsheet.identity.login.SigningKeyRotation;
import dev.callsheet.platform.web.security.InternalRoute;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The keys that sign access tokens, for the launcher; no other module may change them. */
@Path("/internal/v1/signing-keys")
@Produces(MediaType.APPLICATION_JSON)
public class SigningKeyResource {

    private final SigningKeyRotation rotation;

    SigningKeyResource(SigningKeyRotation rotation) {
        this.rotation = rotation;
    }

    @GET
    @InternalRoute("fleet")
    @Operation(hidden = true)
    public Uni<List<KeyHistory>> list() {
        return rotation.list();
    }

    @POST
    @Path("/rotation")
    @InternalRoute("fleet")
    @Operation(hidden = true)
    public Uni<List<KeyHistory>> rotate() {
        return rotation.rotate();
    }

    @POST
    @Path("/{kid}/revocation")
    @InternalRoute("fleet")
    @Operation(hidden = true)
    public Uni<List<KeyHistory>> revoke(String kid) {
        return rotation.revoke(kid);
    }
}
