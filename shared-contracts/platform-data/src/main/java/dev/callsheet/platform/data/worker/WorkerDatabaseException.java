package dev.callsheet.platform.data.worker;

import org.jspecify.annotations.Nullable;

/** A worker's statement failed; the cause says why. The worker starts its round again later. */
public final class WorkerDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WorkerDatabaseException(@Nullable Throwable cause) {
        super(cause);
    }
}
