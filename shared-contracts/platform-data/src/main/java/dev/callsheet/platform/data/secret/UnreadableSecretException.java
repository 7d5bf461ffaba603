package dev.callsheet.platform.data.secret;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A secret in the database cannot be decrypted: its key is missing, or it was altered. Never a caller's mistake. */
public class UnreadableSecretException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String message) {
        this(message, null);
    }

    UnreadableSecretException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
