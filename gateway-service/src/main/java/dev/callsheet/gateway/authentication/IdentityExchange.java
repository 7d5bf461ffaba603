package dev.callsheet.gateway.authentication;

import java.util.concurrent.CompletionStage;

/** Asks the identity service who holds a credential. */
@FunctionalInterface
public interface IdentityExchange {

    /**
     * Answers within a deadline and never completes exceptionally: {@link Answer.Unavailable} stands for whatever kept
     * the service from answering.
     */
    CompletionStage<Answer> ask(Credential credential);
}
