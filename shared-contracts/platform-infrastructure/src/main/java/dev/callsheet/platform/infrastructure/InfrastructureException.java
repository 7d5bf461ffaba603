package dev.callsheet.platform.infrastructure;

import org.jspecify.annotations.Nullable;

/** A server could not be brought into the wanted state. The message says why and, where known, what to do. */
public final class InfrastructureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InfrastructureException(String message) {
        super(message);
    }

    public InfrastructureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
