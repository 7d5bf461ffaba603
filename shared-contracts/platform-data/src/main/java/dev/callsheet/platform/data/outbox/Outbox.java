package dev.callsheet.platform.data.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.data.session.Sessions;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import dev.callsheet.platform.web.request.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes events into the transaction of the change that they tell of: both commit or neither does.
 *
 * <p>The statement locks the aggregate's sequence row before it takes the next number and a position, so that the events
 * of one aggregate have positions in the order of their commits. Nothing is promised across aggregates.
 */
@ApplicationScoped
public class Outbox {

    /** Larger events are refused: a broker would, and consumers hold batches of them in memory. */
    public static final int LARGEST_EVENT_BYTES = 256 * 1024;

    private static final String APPEND = """
            with next as (
                insert into aggregate_sequence as s (organization_id, aggregate_id, sequence) values ($1, $2, 1)
                on conflict (organization_id, aggregate_id) do update set sequence = s.sequence + 1
                returning sequence)
            insert into outbox (organization_id, aggregate_id, sequence, id, type, created_at, data, triggered_by, request_id)
            select $1, $2, next.sequence, $3, $4, $5, $6, $7, $8 from next
            """;

    /**
     * Adds an event to the running transaction.
     *
     * @param aggregateId the resource that it is about
     * @throws IllegalStateException as the Uni's failure, when no transaction is running
     * @throws ApiException {@code UNPROCESSABLE} as the Uni's failure, when the event is larger than 256 KB
     */
    public <T> Uni<Void> append(EventType<T> type, UUID aggregateId, T data) {
        CallContext call = CallContext.current();
        return SessionSql.requireTransaction("An event")
                .map(running -> write(type, data))
                .chain(json -> SessionSql.update(
                        APPEND,
                        call.organizationId(),
                        aggregateId,
                        Ids.next(),
                        type.name(),
                        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS),
                        json,
                        actorOf(call.principal()),
                        call.requestId()))
                .invoke(Sessions::noticeAfterCommit)
                .replaceWithVoid();
    }

    private static String write(EventType<?> type, Object data) {
        try {
            String json = Json.events().writeValueAsString(data);
            if (json.getBytes(StandardCharsets.UTF_8).length > LARGEST_EVENT_BYTES) {
                throw new ApiException(
                        ErrorCode.UNPROCESSABLE,
                        "The change makes a %s event of more than 256 KB: make its texts and lists smaller."
                                .formatted(type.name()));
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The data of " + type.name() + " cannot be written as JSON", e);
        }
    }

    private static @Nullable String actorOf(@Nullable Principal principal) {
        return principal == null ? null : principal.actor().toString();
    }
}
