package dev.callsheet.platform.web.body;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of the current request's body, by which a repeated request is told from another one. */
public final class RequestDigest {

    private static final String KEY = "callsheet.body.digest";
    private static final String OF_NOTHING = "";

    private RequestDigest() {}

    static void remember(byte[] body) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, digest(body));
        }
    }

    /** In hexadecimal; empty when the request had no body. */
    public static String current() {
        Context context = Vertx.currentContext();
        @Nullable String digest = context == null ? null : context.getLocal(KEY);
        return digest == null ? OF_NOTHING : digest;
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
