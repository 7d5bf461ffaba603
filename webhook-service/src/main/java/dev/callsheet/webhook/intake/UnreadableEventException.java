package dev.callsheet.webhook.intake;

import org.jspecify.annotations.Nullable;

/** A record that will never be an event, however often it is read. */
final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(@Nullable String reason) {
        super(reason);
    }
}
