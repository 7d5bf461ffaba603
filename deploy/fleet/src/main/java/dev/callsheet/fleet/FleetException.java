package dev.callsheet.fleet;

import org.jspecify.annotations.Nullable;

/** The launcher cannot go on, for a reason that the message explains together with what to do. Printed without a stack trace. */
public final class FleetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FleetException(String message) {
        super(message);
    }

    public FleetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
