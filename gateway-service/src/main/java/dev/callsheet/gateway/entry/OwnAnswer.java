package dev.callsheet.gateway.entry;

import dev.callsheet.gateway.authentication.Caller;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** What the gateway answers known callers itself, without a service. */
public interface OwnAnswer {

    /**
     * Answers; on the request's context, and the request is still paused.
     *
     * @param refuse takes what else there is to say, such as an {@code ApiException}
     */
    void answer(HttpServerRequest request, Caller caller, Consumer<RuntimeException> refuse);

    /** Whether it counts against the caller's limits. */
    default boolean isCounted() {
        return true;
    }
}
