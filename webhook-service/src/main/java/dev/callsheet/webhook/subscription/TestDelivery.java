package dev.callsheet.webhook.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.callsheet.contracts.event.DomainEvent;
import dev.callsheet.contracts.event.EventMetadata;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.request.CallContext;
import dev.callsheet.platform.web.request.Json;
import dev.callsheet.webhook.delivery.OutgoingWebhook;
import dev.callsheet.webhook.delivery.WebhookSender;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Sends a test event right away, past the queue, to a subscription that may well be switched off. */
@ApplicationScoped
class TestDelivery {

    private static final String TYPE = "webhook.test";

    /** Tests are for people to look at; whoever wants more of them at a time wants something else. */
    private static final int AT_ONCE = 16;

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final WebhookSender sender;

    @Inject
    TestDelivery(WebhookSender sender) {
        this.sender = sender;
    }

    Uni<WebhookTestResponse> send(Receiver receiver) {
        Context caller = Objects.requireNonNull(Vertx.currentContext(), "A test belongs to a request.");
        UUID eventId = Ids.next();
        OutgoingWebhook webhook = new OutgoingWebhook(
                receiver.url(),
                receiver.secrets(),
                receiver.authHeader(),
                eventId.toString(),
                TYPE,
                payload(eventId, receiver),
                null);
        if (!room.tryAcquire()) {
            return Uni.createFrom().failure(ApiException.unavailable("Too many tests run at once: try again.", RETRY));
        }
        return Uni.createFrom()
                .item(() -> WebhookTestResponse.of(eventId, TYPE, sender.send(webhook)))
                .runSubscriptionOn(threads)
                .onTermination()
                .invoke(room::release)
                .emitOn(step -> caller.runOnContext(resumed -> step.run()));
    }

    private static String payload(UUID eventId, Receiver receiver) {
        CallContext call = CallContext.current();
        var event = new DomainEvent<>(
                eventId,
                TYPE,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                receiver.organizationId(),
                receiver.webhookId(),
                0,
                Map.of("message", "If you can read this and the signature holds, your endpoint works."),
                new EventMetadata(
                        call.requirePrincipal().actor().toString(), call.requestId(), EventMetadata.API_VERSION));
        try {
            return Json.events().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A test event can always be written", e);
        }
    }
}
