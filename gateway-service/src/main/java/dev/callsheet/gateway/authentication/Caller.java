package dev.callsheet.gateway.authentication;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.Principal;
import java.time.InstantSource;
import java.util.function.Function;

/** An admitted principal with the internal token that speaks for it. */
public final class Caller {

    private final Admission admission;
    private final RenewedToken token = new RenewedToken();

    Caller(Admission admission) {
        this.admission = admission;
    }

    /** The gateway, where it speaks for nobody else. */
    public static Caller theGatewayItself() {
        return new Caller(Admission.unlimited(OwnPrincipal.PRINCIPAL));
    }

    public Principal principal() {
        return admission.principal();
    }

    /** What identity said, with what the gateway holds this caller to. */
    public Admission admission() {
        return admission;
    }

    /** The token to forward. */
    public CharSequence token(Function<Principal, String> signer, InstantSource clock) {
        return token.current(() -> signer.apply(admission.principal()), clock.millis());
    }
}
