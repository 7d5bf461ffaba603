package dev.callsheet.gateway.activity;

import dev.callsheet.gateway.activity.Gaps.Gap;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes the log in the worker's role, which may add rows to it and nothing else. */
@ApplicationScoped
public class RequestLogStore {

    /** A batch is one statement whatever its size: each column travels as one array. */
    private static final String INSERT = """
            insert into api_request_log (created_at, organization_id, request_id, credential_id, credential_type,
                key_prefix, user_id, method, route, path, status_code, error_code, response_time_ms, request_bytes,
                response_bytes, ip_address, user_agent, api_version, has_idempotency_key)
            select created_at, organization_id, request_id, credential_id, credential_type, key_prefix, user_id, method,
                route, path, status_code, error_code, response_time_ms, request_bytes, response_bytes,
                ip_address::inet, user_agent, api_version, has_idempotency_key
            from unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::uuid[],
                $8::text[], $9::text[], $10::text[], $11::integer[], $12::text[], $13::integer[], $14::bigint[],
                $15::bigint[], $16::text[], $17::text[], $18::text[], $19::boolean[])
                as entry (created_at, organization_id, request_id, credential_id, credential_type, key_prefix, user_id,
                    method, route, path, status_code, error_code, response_time_ms, request_bytes, response_bytes,
                    ip_address, user_agent, api_version, has_idempotency_key)
            """;

    private static final String INSERT_GAPS = """
            insert into api_request_log (created_at, organization_id, request_id, method, path, status_code,
                response_time_ms, request_bytes, response_bytes, has_idempotency_key, lost_requests, lost_until)
            select since, organization_id, '', '', '', 0, 0, 0, 0, false, lost_requests, lost_until
            from unnest($1::timestamptz[], $2::uuid[], $3::integer[], $4::timestamptz[])
                as gap (since, organization_id, lost_requests, lost_until)
            """;

    private final Pool pool;

    @Inject
    public RequestLogStore(@ReactiveDataSource("worker") Pool pool) {
        this.pool = pool;
    }

    /** Adds the entries, all or none. Fails with {@code 23514} where the day of one has no partition. */
    Future<Void> insert(List<RequestEntry> entries) {
        Column<RequestEntry> of = new Column<>(entries);
        Tuple columns = Tuple.tuple()
                .addValue(of.all(OffsetDateTime[]::new, entry -> utc(entry.createdAt())))
                .addValue(of.all(UUID[]::new, RequestEntry::organizationId))
                .addValue(of.all(String[]::new, RequestEntry::requestId))
                .addValue(of.all(UUID[]::new, RequestEntry::credentialId))
                .addValue(of.all(String[]::new, RequestEntry::credentialType))
                .addValue(of.all(String[]::new, RequestEntry::keyPrefix))
                .addValue(of.all(UUID[]::new, RequestEntry::userId))
                .addValue(of.all(String[]::new, RequestEntry::method))
                .addValue(of.all(String[]::new, RequestEntry::route))
                .addValue(of.all(String[]::new, RequestEntry::path))
                .addValue(of.all(Integer[]::new, RequestEntry::statusCode))
                .addValue(of.all(String[]::new, RequestEntry::errorCode))
                .addValue(of.all(Integer[]::new, RequestEntry::responseTimeMs))
                .addValue(of.all(Long[]::new, RequestEntry::requestBytes))
                .addValue(of.all(Long[]::new, RequestEntry::responseBytes))
                .addValue(of.all(String[]::new, RequestEntry::ipAddress))
                .addValue(of.all(String[]::new, RequestEntry::userAgent))
                .addValue(of.all(String[]::new, RequestEntry::apiVersion))
                .addValue(of.all(Boolean[]::new, RequestEntry::hasIdempotencyKey));
        return pool.preparedQuery(INSERT).execute(columns).mapEmpty();
    }

    Future<Void> insertGaps(List<Gap> gaps) {
        Column<Gap> of = new Column<>(gaps);
        Tuple columns = Tuple.tuple()
                .addValue(of.all(OffsetDateTime[]::new, gap -> utc(gap.from())))
                .addValue(of.all(UUID[]::new, Gap::organizationId))
                .addValue(of.all(Integer[]::new, Gap::requests))
                .addValue(of.all(OffsetDateTime[]::new, gap -> utc(gap.until())));
        return pool.preparedQuery(INSERT_GAPS).execute(columns).mapEmpty();
    }

    /** Makes the partitions of that day and of the days after it, and says how many were missing. */
    Future<Integer> prepare(LocalDate first, int days) {
        return pool.preparedQuery("select prepare_request_log($1, $2)")
                .execute(Tuple.of(first, days))
                .map(RequestLogStore::number);
    }

    /** Drops the partitions of the days before, and says how many those were. */
    Future<Integer> dropBefore(LocalDate day) {
        return pool.preparedQuery("select drop_request_log($1)")
                .execute(Tuple.of(day))
                .map(RequestLogStore::number);
    }

    private static int number(RowSet<Row> rows) {
        return rows.iterator().next().getInteger(0);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The values of one column of a batch. */
    private record Column<E>(List<E> rows) {
        <T> Object all(IntFunction<@Nullable T[]> array, Function<E, @Nullable T> value) {
            @Nullable T[] values = array.apply(rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = value.apply(rows.get(i));
            }
            return values;
        }
    }
}
