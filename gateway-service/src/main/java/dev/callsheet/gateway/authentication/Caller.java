package dev.callsheet.gateway.authentication;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An admitted principal with the internal token that speaks for it. A token lives a minute and is used for half of it, so that
 * signing is not paid for by every request and no service ever sees one about to lapse.
 */
public final class Caller {

    private static final long TOKEN_USED_MILLIS = Duration.ofSeconds(30).toMillis();

    private final Admission admission;
    private volatile @Nullable Token token;

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

    /** The token to forward, signed anew when the last one is half a minute old. */
    public String token(Function<Principal, String> signer, InstantSource clock) {
        Token current = token;
        long now = clock.millis();
        if (current == null || now - current.issuedAt >= TOKEN_USED_MILLIS) {
            current = new Token(signer.apply(admission.principal()), now);
            token = current;
        }
        return current.text;
    }

    private record Token(String text, long issuedAt) {}
}
