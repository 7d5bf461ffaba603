package dev.callsheet.platform.data.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.event.DomainEvent;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.data.session.Sessions;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.error.FaultTranslator;
import dev.callsheet.platform.web.request.CallContext;
import dev.callsheet.platform.web.request.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands an event that came over Kafka to the handler of its type. A redelivered one changes nothing, because its id is
 * recorded in the transaction of its effect. While the database is away the event is tried again until it succeeds;
 * what cannot be handled at all fails, and the consumer's channel moves it to the dead letters.
 */
@ApplicationScoped
public class EventDispatcher {

    private static final Logger LOG = Logger.getLogger(EventDispatcher.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final String RECORD =
            "insert into inbox (organization_id, event_id) values ($1, $2) on conflict do nothing";

    private final ObjectMapper json = Json.events();
    private final Sessions sessions;
    private final DeadLetters deadLetters;
    private final Instance<FaultTranslator> faults;
    private final Map<String, EventHandler<?>> handlers;

    @Inject
    public EventDispatcher(
            Sessions sessions,
            DeadLetters deadLetters,
            @Any Instance<FaultTranslator> faults,
            @Any Instance<EventHandler<?>> handlers) {
        this.sessions = sessions;
        this.deadLetters = deadLetters;
        this.faults = faults;
        this.handlers = handlers.stream()
                .collect(Collectors.toMap(handler -> handler.type().name(), Function.identity()));
    }

    /** Completes when the event's effect is committed, or when no handler wants it. */
    public Uni<Void> dispatch(ConsumerRecord<String, @Nullable String> message) {
        if (message.value() == null) {
            return Uni.createFrom().voidItem(); // a heartbeat
        }
        return Uni.createFrom()
                .deferred(() -> handle(message.value()))
                .onFailure(this::isPassing)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onFailure()
                .invoke(failure -> {
                    deadLetters.add();
                    LOG.errorf(
                            failure,
                            "The event at %s-%d:%d cannot be handled",
                            message.topic(),
                            message.partition(),
                            message.offset());
                });
    }

    private Uni<Void> handle(String value) {
        try {
            JsonNode event = json.readTree(value);
            EventHandler<?> handler = handlers.get(event.path("type").asText());
            return handler == null ? Uni.createFrom().voidItem() : handleOnce(handler, event);
        } catch (JsonProcessingException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private <T> Uni<Void> handleOnce(EventHandler<T> handler, JsonNode tree) throws JsonProcessingException {
        JavaType type = json.getTypeFactory()
                .constructParametricType(DomainEvent.class, handler.type().data());
        DomainEvent<T> event = json.treeToValue(tree, type);
        CallContext call = CallContext.ofOrganization(
                event.organizationId(), event.metadata().requestId());
        return call.run(() -> sessions.write(() -> record(event.organizationId(), event.id())
                .chain(isNew -> isNew ? handler.handle(event) : Uni.createFrom().voidItem())));
    }

    private static Uni<Boolean> record(UUID organizationId, UUID eventId) {
        return SessionSql.update(RECORD, organizationId, eventId).map(inserted -> inserted == 1);
    }

    private boolean isPassing(Throwable failure) {
        return faults.stream()
                .map(translator -> translator.translate(failure))
                .flatMap(Optional::stream)
                .map(ApiException::code)
                .anyMatch(code -> code == ErrorCode.SERVICE_UNAVAILABLE);
    }
}
