package dev.callsheet.gateway.authentication;

import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An internal token for many requests. It lives a minute and is used for half of it, so that signing is not paid for by every
 * request and no service ever sees one about to lapse.
 */
public final class RenewedToken {

    private static final long USED_MILLIS = Duration.ofSeconds(30).toMillis();

    private volatile @Nullable Token token;

    /**
     * The token to send, encoded already.
     *
     * @param signer makes the next one
     * @param now in milliseconds
     */
    public CharSequence current(Supplier<String> signer, long now) {
        Token current = token;
        if (current == null || now - current.issuedAt >= USED_MILLIS) {
            current = new Token(HttpHeaders.createOptimized(signer.get()), now);
            token = current;
        }
        return current.text;
    }

    private record Token(CharSequence text, long issuedAt) {}
}
