package dev.callsheet.webhook.delivery;

import dev.callsheet.webhook.WebhookSettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The queue of deliveries in Postgres. Every statement serves a whole batch, over all organizations, under the worker
 * role; several replicas may use it at once.
 *
 * <p>Order per aggregate rests on three things. A claim first locks its rows and then, in a statement of its own, looks
 * at what precedes them. A result is committed before the successor is woken. And the wake waits for a claim that holds
 * the successor. So a claim that still saw the predecessor unfinished has put the successor to rest before the wake
 * reaches it, and no wake is lost; a crash between result and wake costs {@link #WAKE_BY_ITSELF}.
 */
public final class DeliveryQueue {

    /** How long a waiting delivery rests at most without being woken. */
    private static final Duration WAKE_BY_ITSELF = Duration.ofMinutes(1);

    private static final String INSERT = """
            insert into delivery (organization_id, id, webhook_id, event_id, event_type, aggregate_id, sequence,
                payload, status, due_at, failure_reason, created_at, updated_at)
            select e.organization_id, e.id, e.webhook_id, e.event_id, e.event_type, e.aggregate_id, e.sequence,
                e.payload,
                case when e.closed is null then 'pending' else 'failed' end,
                -- A microsecond apart, so that the queue keeps the order of the batch.
                case when e.closed is null then now() + e.place * interval '1 microsecond' end,
                e.closed, now(), now()
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::bigint[],
                    $8::text[], $9::text[])
                with ordinality as e (organization_id, id, webhook_id, event_id, event_type, aggregate_id, sequence,
                    payload, closed, place)
            on conflict (organization_id, webhook_id, event_id) do nothing
            """;

    // Jumps from endpoint to endpoint in the index: the cost grows with the endpoints, not with their backlogs.
    private static final String DUE_ENDPOINTS = """
            with recursive endpoint as (
                (select webhook_id, due_at from delivery
                 where due_at is not null order by webhook_id, due_at limit 1)
                union all
                select next.webhook_id, next.due_at
                from endpoint e cross join lateral (
                    select webhook_id, due_at from delivery
                    where due_at is not null and webhook_id > e.webhook_id
                    order by webhook_id, due_at limit 1) next
            )
            select webhook_id, (extract(epoch from due_at - now()) * 1000)::bigint as until_ms
            from endpoint order by due_at
            """;

    private static final String LOCK_DUE = """
            select due.organization_id, due.id
            from unnest($1::uuid[], $2::int[]) as wanted (webhook_id, room)
            cross join lateral (
                select organization_id, id from delivery
                where webhook_id = wanted.webhook_id and due_at <= now()
                order by due_at limit wanted.room
                for update skip locked) due
            """;

    // Only the closest unfinished predecessor counts: whatever precedes that one was waited for, or overtaken, by it.
    private static final String DECIDE = """
            with candidate as (
                select d.organization_id, d.id, w.url, w.secret, w.previous_secret, w.previous_secret_expires_at,
                    w.auth_header, w.retry_policy, w.max_retries, predecessor.id as predecessor,
                    case
                        when not w.is_active or w.deleted_at is not null then 'closed'
                        when predecessor.id is null then 'go'
                        when w.ordering = 'aggregate' and predecessor.patience_ends <= now() then 'go'
                        else 'wait'
                    end as verdict,
                    least(
                        now() + $3::bigint * interval '1 millisecond',
                        case when w.ordering = 'aggregate' then greatest(predecessor.patience_ends, now()) end
                    ) as wait_until
                from unnest($1::uuid[], $2::uuid[]) as c (organization_id, id)
                join delivery d on d.organization_id = c.organization_id and d.id = c.id
                join webhook w on w.organization_id = d.organization_id and w.id = d.webhook_id
                left join lateral (
                    select p.id,
                        least(p.first_failed_at, d.created_at) + $4::bigint * interval '1 millisecond'
                            + case when p.first_failed_at is null then interval '100 years' else interval '0' end
                            as patience_ends
                    from delivery p
                    where p.webhook_id = d.webhook_id and p.aggregate_id = d.aggregate_id
                        and p.sequence < d.sequence and p.due_at is not null
                    order by p.sequence desc limit 1
                ) predecessor on w.ordering <> 'none'
            )
            update delivery d set
                due_at = case c.verdict
                    when 'go' then now() + $5::bigint * interval '1 millisecond'
                    when 'wait' then c.wait_until end,
                claimed_until = case c.verdict when 'go' then now() + $5::bigint * interval '1 millisecond' end,
                status = case c.verdict when 'closed' then 'failed' else d.status end,
                next_retry_at = case c.verdict when 'closed' then null else d.next_retry_at end,
                failure_reason = case c.verdict when 'closed' then 'disabled' else d.failure_reason end,
                updated_at = now()
            from candidate c
            where d.organization_id = c.organization_id and d.id = c.id
            returning c.verdict, d.organization_id, d.id, d.webhook_id, d.event_id, d.event_type, d.aggregate_id,
                d.sequence, d.attempt_number, d.first_failed_at, d.created_at, d.claimed_until,
                case c.verdict when 'go' then d.payload end as payload,
                case when c.verdict = 'go' and c.predecessor is not null then (
                    select min(p.sequence) from delivery p
                    where p.webhook_id = d.webhook_id and p.aggregate_id = d.aggregate_id
                        and p.sequence < d.sequence and p.due_at is not null) end as gap,
                c.url, c.secret, c.auth_header, c.retry_policy, c.max_retries,
                case when c.previous_secret_expires_at > now() then c.previous_secret end as previous_secret
            """;

    private static final String CLOSE = """
            update delivery d set status = 'failed', due_at = null, claimed_until = null, next_retry_at = null,
                failure_reason = 'disabled', updated_at = now()
            from (
                select organization_id, id from delivery
                where webhook_id = any($1::uuid[]) and due_at is not null
                    and (claimed_until is null or claimed_until < now())
                for update skip locked) closed
            where d.organization_id = closed.organization_id and d.id = closed.id
            """;

    private static final String LOG_ATTEMPTS = """
            insert into delivery_attempt (organization_id, id, delivery_id, attempt_number, attempted_at,
                response_status, response_body, response_time_ms, error, counted)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::timestamptz[], $6::int[],
                $7::text[], $8::int[], $9::text[], $10::boolean[])
            on conflict do nothing
            """;

    // A success counts even when the lease was lost meanwhile; anything else is left to whoever holds it now.
    private static final String SETTLE = """
            update delivery d set
                status = r.status,
                attempt_number = greatest(d.attempt_number, r.attempts),
                due_at = now() + r.pause * interval '1 millisecond',
                next_retry_at = now() + r.pause * interval '1 millisecond',
                claimed_until = null,
                first_failed_at = case when r.counted and r.status <> 'delivered'
                    then coalesce(d.first_failed_at, now()) else d.first_failed_at end,
                delivered_at = case r.status when 'delivered' then now() end,
                response_status = r.response_status,
                response_time_ms = r.response_time_ms,
                failure_reason = r.error,
                updated_at = now()
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::bigint[], $6::boolean[], $7::int[],
                    $8::int[], $9::text[], $10::timestamptz[])
                as r (organization_id, id, status, attempts, pause, counted, response_status, response_time_ms, error,
                    claimed_until)
            where d.organization_id = r.organization_id and d.id = r.id and d.due_at is not null
                and (r.status = 'delivered' or d.claimed_until = r.claimed_until)
            """;

    private static final String RECORD_HEALTH = """
            update webhook w set
                last_triggered_at = greatest(w.last_triggered_at, h.triggered_at),
                last_success_at = greatest(w.last_success_at, h.success_at),
                failure_count = case when h.success_at is null then w.failure_count else 0 end + h.failures
            from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::int[])
                as h (organization_id, id, triggered_at, success_at, failures)
            where w.organization_id = h.organization_id and w.id = h.id
            returning w.organization_id, w.id,
                w.is_active and w.failure_count >= $6
                    and coalesce(w.last_success_at, w.activated_at) < now() - $7::bigint * interval '1 millisecond'
                    as failing
            """;

    private static final String WAKE = """
            update delivery d set due_at = now(), updated_at = now()
            from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as r (webhook_id, aggregate_id, sequence)
            cross join lateral (
                select organization_id, id from delivery n
                where n.webhook_id = r.webhook_id and n.aggregate_id = r.aggregate_id
                    and n.sequence > r.sequence and n.due_at is not null
                order by n.sequence limit 1) next
            where d.organization_id = next.organization_id and d.id = next.id
                and d.status = 'pending' and d.claimed_until is null
            """;

    private static final String FORGET = """
            delete from delivery where (organization_id, id) in (
                select organization_id, id from delivery
                where due_at is null and created_at < now() - $1::bigint * interval '1 millisecond'
                limit 5000)
            """;

    private final Pool pool;
    private final WebhookSettings settings;

    public DeliveryQueue(Pool pool, WebhookSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /** Adds those that are new, and says how many: an event that a subscription already has changes nothing. */
    public Future<Integer> insert(List<NewDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return Future.succeededFuture(0);
        }
        Tuple arguments = Tuple.tuple()
                .addArrayOfUUID(uuids(deliveries, NewDelivery::organizationId))
                .addArrayOfUUID(uuids(deliveries, NewDelivery::id))
                .addArrayOfUUID(uuids(deliveries, NewDelivery::webhookId))
                .addArrayOfUUID(uuids(deliveries, NewDelivery::eventId))
                .addArrayOfString(strings(deliveries, NewDelivery::eventType))
                .addArrayOfUUID(uuids(deliveries, NewDelivery::aggregateId))
                .addArrayOfLong(deliveries.stream().map(NewDelivery::sequence).toArray(Long[]::new))
                .addArrayOfString(strings(deliveries, NewDelivery::payload))
                .addArrayOfString(strings(deliveries, NewDelivery::closed));
        return pool.preparedQuery(INSERT).execute(arguments).map(RowSet::rowCount);
    }

    /** Every endpoint with unfinished deliveries, the longest overdue first. */
    Future<List<DueEndpoint>> dueEndpoints() {
        return pool.preparedQuery(DUE_ENDPOINTS)
                .execute()
                .map(rows -> list(
                        rows,
                        row -> new DueEndpoint(row.getUUID("webhook_id"), Duration.ofMillis(row.getLong("until_ms")))));
    }

    /**
     * Takes due deliveries for this worker.
     *
     * @param room how many to take at most of each endpoint
     */
    Future<List<ClaimedDelivery>> claim(Map<UUID, Integer> room) {
        List<UUID> closed = new ArrayList<>();
        return pool.withTransaction(
                        connection -> lockDue(connection, room).compose(rows -> decide(connection, rows, closed)))
                .compose(claimed -> close(closed).map(ignored -> claimed));
    }

    private static Future<RowSet<Row>> lockDue(SqlConnection connection, Map<UUID, Integer> room) {
        return connection
                .preparedQuery(LOCK_DUE)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(room.keySet().toArray(UUID[]::new))
                        .addArrayOfInteger(room.values().toArray(Integer[]::new)));
    }

    private Future<List<ClaimedDelivery>> decide(SqlConnection connection, RowSet<Row> locked, List<UUID> closed) {
        if (locked.size() == 0) {
            return Future.succeededFuture(List.of());
        }
        Tuple arguments = Tuple.tuple()
                .addArrayOfUUID(
                        list(locked, row -> row.getUUID("organization_id")).toArray(UUID[]::new))
                .addArrayOfUUID(list(locked, row -> row.getUUID("id")).toArray(UUID[]::new))
                .addLong(WAKE_BY_ITSELF.toMillis())
                .addLong(settings.patience().toMillis())
                .addLong(settings.lease().toMillis());
        return connection.preparedQuery(DECIDE).execute(arguments).map(rows -> claimedOf(rows, closed));
    }

    private List<ClaimedDelivery> claimedOf(RowSet<Row> rows, List<UUID> closed) {
        List<ClaimedDelivery> claimed = new ArrayList<>();
        for (Row row : rows) {
            switch (row.getString("verdict")) {
                case "go" -> claimed.add(claimed(row));
                case "closed" -> closed.add(row.getUUID("webhook_id"));
                default -> {
                    // It waits; whatever it waits for wakes it.
                }
            }
        }
        return claimed;
    }

    private Future<@Nullable Void> close(List<UUID> webhookIds) {
        if (webhookIds.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(CLOSE)
                .execute(Tuple.tuple().addArrayOfUUID(webhookIds.toArray(UUID[]::new)))
                .mapEmpty();
    }

    /**
     * Stores what came of a batch of attempts.
     *
     * @param attemptIds an id for each entry of the log, the same when the batch is stored again
     * @return the endpoints that have to be disabled
     */
    Future<List<FailingEndpoint>> settle(List<AttemptResult> results, List<UUID> attemptIds) {
        List<FailingEndpoint> failing = new ArrayList<>(results.stream()
                .filter(result -> result.outcome().isGone())
                .map(result -> new FailingEndpoint(
                        result.delivery().organizationId(), result.delivery().webhookId(), FailingEndpoint.GONE))
                .distinct()
                .toList());
        return pool.withTransaction(connection -> log(connection, results, attemptIds)
                        .compose(ignored -> update(connection, results))
                        .compose(ignored -> recordHealth(connection, EndpointHealth.of(results))))
                .compose(health -> wakeSuccessors(results).map(ignored -> {
                    health.stream()
                            .filter(endpoint -> failing.stream()
                                    .noneMatch(other -> other.webhookId().equals(endpoint.webhookId())))
                            .forEach(failing::add);
                    return failing;
                }));
    }

    private static Future<RowSet<Row>> log(
            SqlConnection connection, List<AttemptResult> results, List<UUID> attemptIds) {
        return connection
                .preparedQuery(LOG_ATTEMPTS)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(
                                uuids(results, result -> result.delivery().organizationId()))
                        .addArrayOfUUID(attemptIds.toArray(UUID[]::new))
                        .addArrayOfUUID(
                                uuids(results, result -> result.delivery().id()))
                        .addArrayOfInteger(
                                integers(results, result -> result.delivery().attempts() + 1))
                        .addArrayOfOffsetDateTime(
                                times(results, result -> result.outcome().attemptedAt()))
                        .addArrayOfInteger(
                                integers(results, result -> result.outcome().responseStatus()))
                        .addArrayOfString(
                                strings(results, result -> result.outcome().responseBody()))
                        .addArrayOfInteger(
                                integers(results, result -> result.outcome().responseTimeMillis()))
                        .addArrayOfString(
                                strings(results, result -> result.outcome().error()))
                        .addArrayOfBoolean(results.stream()
                                .map(result -> !result.outcome().ours())
                                .toArray(Boolean[]::new)));
    }

    private static Future<RowSet<Row>> update(SqlConnection connection, List<AttemptResult> results) {
        return connection
                .preparedQuery(SETTLE)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(
                                uuids(results, result -> result.delivery().organizationId()))
                        .addArrayOfUUID(
                                uuids(results, result -> result.delivery().id()))
                        .addArrayOfString(strings(results, AttemptResult::status))
                        .addArrayOfInteger(integers(results, AttemptResult::attempts))
                        .addArrayOfLong(
                                results.stream().map(DeliveryQueue::pauseMillis).toArray(Long[]::new))
                        .addArrayOfBoolean(results.stream()
                                .map(result -> !result.outcome().ours())
                                .toArray(Boolean[]::new))
                        .addArrayOfInteger(
                                integers(results, result -> result.outcome().responseStatus()))
                        .addArrayOfInteger(
                                integers(results, result -> result.outcome().responseTimeMillis()))
                        .addArrayOfString(
                                strings(results, result -> result.outcome().error()))
                        .addArrayOfOffsetDateTime(results.stream()
                                .map(result -> result.delivery().claimedUntil())
                                .toArray(OffsetDateTime[]::new)));
    }

    private Future<List<FailingEndpoint>> recordHealth(SqlConnection connection, List<EndpointHealth> health) {
        return connection
                .preparedQuery(RECORD_HEALTH)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(uuids(health, EndpointHealth::organizationId))
                        .addArrayOfUUID(uuids(health, EndpointHealth::webhookId))
                        .addArrayOfOffsetDateTime(times(health, EndpointHealth::triggeredAt))
                        .addArrayOfOffsetDateTime(times(health, EndpointHealth::lastSuccessAt))
                        .addArrayOfInteger(integers(health, EndpointHealth::failures))
                        .addInteger(settings.failuresUntilDisabled())
                        .addLong(settings.silenceUntilDisabled().toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getBoolean("failing"))
                        .map(row -> new FailingEndpoint(
                                row.getUUID("organization_id"), row.getUUID("id"), FailingEndpoint.FAILING))
                        .toList());
    }

    private Future<@Nullable Void> wakeSuccessors(List<AttemptResult> results) {
        List<ClaimedDelivery> finished = results.stream()
                .filter(AttemptResult::concernsSuccessor)
                .map(AttemptResult::delivery)
                .toList();
        if (finished.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(WAKE)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(uuids(finished, ClaimedDelivery::webhookId))
                        .addArrayOfUUID(uuids(finished, ClaimedDelivery::aggregateId))
                        .addArrayOfLong(
                                finished.stream().map(ClaimedDelivery::sequence).toArray(Long[]::new)))
                .mapEmpty();
    }

    /** Deletes some of the finished deliveries that are older than the retention, and says how many. */
    Future<Integer> forgetOld() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(settings.retention().toMillis()))
                .map(RowSet::rowCount);
    }

    private ClaimedDelivery claimed(Row row) {
        return new ClaimedDelivery(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                row.getUUID("webhook_id"),
                row.getUUID("event_id"),
                row.getString("event_type"),
                row.getUUID("aggregate_id"),
                row.getLong("sequence"),
                row.getString("payload"),
                row.getInteger("attempt_number"),
                row.getOffsetDateTime("first_failed_at") != null,
                row.getLong("gap"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("claimed_until"),
                row.getString("url"),
                row.getString("secret"),
                row.getString("previous_secret"),
                row.getString("auth_header"),
                RetrySchedule.of(
                        policyOf(row.getString("retry_policy")), row.getInteger("max_retries"), settings.retries()));
    }

    private static @Nullable RetryPolicy policyOf(@Nullable String key) {
        return key == null ? null : RetryPolicy.valueOf(key.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Long pauseMillis(AttemptResult result) {
        return result.pause() == null ? null : result.pause().toMillis();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
        return StreamSupport.stream(rows.spliterator(), false).map(mapping).toList();
    }

    private static <T> UUID[] uuids(Collection<T> items, Function<T, UUID> field) {
        return items.stream().map(field).toArray(UUID[]::new);
    }

    private static <T> String[] strings(Collection<T> items, Function<T, @Nullable String> field) {
        return items.stream().map(field).toArray(String[]::new);
    }

    private static <T> Integer[] integers(Collection<T> items, Function<T, @Nullable Integer> field) {
        return items.stream().map(field).toArray(Integer[]::new);
    }

    private static <T> OffsetDateTime[] times(Collection<T> items, Function<T, @Nullable Instant> field) {
        return items.stream()
                .map(field)
                .map(time -> time == null ? null : time.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}
