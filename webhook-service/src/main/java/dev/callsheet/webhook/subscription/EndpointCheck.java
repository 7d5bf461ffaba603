package dev.callsheet.webhook.subscription;

import dev.callsheet.platform.web.egress.EndpointRefusedException;
import dev.callsheet.platform.web.egress.EndpointUrl;
import dev.callsheet.platform.web.egress.EndpointVetting;
import dev.callsheet.platform.web.error.ApiException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Vets a URL while its owner waits, so that a mistake shows at once. Every delivery vets it again. */
@ApplicationScoped
class EndpointCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EndpointVetting vetting;

    @Inject
    EndpointCheck(EndpointVetting vetting) {
        this.vetting = vetting;
    }

    /**
     * Succeeds when deliveries to the URL would be made.
     *
     * @throws ApiException {@code VALIDATION_ERROR} as the Uni's failure when they would be refused
     */
    Uni<Void> check(String url) {
        Context caller = Objects.requireNonNull(Vertx.currentContext(), "A check belongs to a request.");
        return Uni.createFrom()
                .item(() -> vetting.vet(EndpointUrl.parse(url)))
                .runSubscriptionOn(threads)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(EndpointCheck::refusal)
                .emitOn(step -> caller.runOnContext(resumed -> step.run()))
                .replaceWithVoid();
    }

    private static Throwable refusal(Throwable failure) {
        return failure instanceof EndpointRefusedException
                ? ApiException.invalid("url", String.valueOf(failure.getMessage()))
                : ApiException.unavailable("The host of the URL cannot be looked up at the moment: try again.", RETRY);
    }
}
