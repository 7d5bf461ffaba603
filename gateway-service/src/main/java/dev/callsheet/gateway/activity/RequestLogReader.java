package dev.callsheet.gateway.activity;

import dev.callsheet.gateway.database.GatewayDatabase;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of one organization's part of the request log; the database keeps it to that part. */
@ApplicationScoped
public class RequestLogReader {

    private static final Duration LONGEST_READ = Duration.ofSeconds(20);
    /** There are two. */
    private static final Duration LONGEST_STATEMENT = LONGEST_READ.dividedBy(2);

    private final GatewayDatabase database;

    @Inject
    public RequestLogReader(GatewayDatabase database) {
        this.database = database;
    }

    /** A page of what the organization asked. */
    Future<Page<Resource<RequestAttributes>>> list(UUID organization, ListQuery query) {
        Function<SqlConnection, Future<Page<Resource<RequestAttributes>>>> steps =
                connection -> see(organization, connection)
                        .compose(_ -> rows(connection, query))
                        .compose(rows -> total(connection, query).map(total -> page(query, rows, total)));
        return database.pool()
                .withTransaction(steps)
                .timeout(LONGEST_READ.toSeconds(), TimeUnit.SECONDS)
                .map(page -> Objects.requireNonNull(page, "a page"));
    }

    private static Future<Void> see(UUID organization, SqlConnection connection) {
        return connection
                .preparedQuery("select set_config('callsheet.organization_id', $1, true),"
                        + " set_config('statement_timeout', $2, true)")
                .execute(Tuple.of(organization.toString(), Long.toString(LONGEST_STATEMENT.toMillis())))
                .mapEmpty();
    }

    private static Future<List<Row>> rows(SqlConnection connection, ListQuery query) {
        Where where = new Where();
        query.conditions().forEach(where::and);
        where.and(query.keysetCondition());
        String sql = """
                select e.id, e.created_at, e.request_id, e.method, e.route, e.path, e.status_code, e.error_code,
                    e.response_time_ms, e.request_bytes, e.response_bytes, e.credential_id, e.credential_type,
                    e.key_prefix, e.user_id, host(e.ip_address) as ip_address, e.user_agent, e.api_version,
                    e.has_idempotency_key, e.lost_requests, e.lost_until
                from api_request_log e where %s order by %s limit %d offset %d
                """.formatted(where.clause(), query.orderBy(), query.fetchSize(), query.offset());
        return connection.preparedQuery(sql).execute(where.values).map(found -> {
            List<Row> rows = new ArrayList<>();
            found.forEach(rows::add);
            return rows;
        });
    }

    private static Future<Optional<Long>> total(SqlConnection connection, ListQuery query) {
        if (!query.isCounted()) {
            return Future.succeededFuture(Optional.empty());
        }
        Where where = new Where();
        query.conditions().forEach(where::and);
        String sql = "select count(*) from (select 1 from api_request_log e where %s limit %d) counted"
                .formatted(where.clause(), ListQuery.COUNT_LIMIT + 1);
        return connection
                .preparedQuery(sql)
                .execute(where.values)
                .map(found -> Optional.of(found.iterator().next().getLong(0)));
    }

    private static Page<Resource<RequestAttributes>> page(ListQuery query, List<Row> rows, Optional<Long> total) {
        boolean hasMore = rows.size() > query.size();
        List<Row> shown = hasMore ? rows.subList(0, query.size()) : rows;
        String next = hasMore ? query.cursorOf(path -> valueOf(shown.getLast(), path)) : null;
        return new Page<>(shown.stream().map(RequestLogReader::resource).toList(), hasMore, total.orElse(null), next);
    }

    private static Object valueOf(Row row, String path) {
        return path.equals("id") ? row.getUUID("id") : instant(row.getOffsetDateTime(path));
    }

    private static Resource<RequestAttributes> resource(Row row) {
        Integer lost = row.getInteger("lost_requests");
        return Resource.of(row.getUUID("id"), "request", lost == null ? request(row) : gap(row, lost));
    }

    private static RequestAttributes request(Row row) {
        return new RequestAttributes(
                instant(row.getOffsetDateTime("created_at")),
                row.getString("request_id"),
                row.getString("method"),
                row.getString("route"),
                row.getString("path"),
                row.getInteger("status_code"),
                row.getString("error_code"),
                row.getInteger("response_time_ms"),
                row.getLong("request_bytes"),
                row.getLong("response_bytes"),
                row.getUUID("credential_id"),
                row.getString("credential_type"),
                row.getString("key_prefix"),
                row.getUUID("user_id"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                row.getString("api_version"),
                row.getBoolean("has_idempotency_key"),
                null,
                null);
    }

    private static RequestAttributes gap(Row row, int lost) {
        return new RequestAttributes(
                instant(row.getOffsetDateTime("created_at")),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                lost,
                instant(row.getOffsetDateTime("lost_until")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    /** Conditions with {@code ?} on their way to numbered parameters. */
    private static final class Where {
        private final StringBuilder clause = new StringBuilder();
        private final Tuple values = Tuple.tuple();

        void and(@Nullable Condition condition) {
            if (condition == null) {
                return;
            }
            clause.append(clause.isEmpty() ? "(" : " and (");
            int parameter = 0;
            for (int i = 0; i < condition.expression().length(); i++) {
                char c = condition.expression().charAt(i);
                if (c == '?') {
                    values.addValue(sql(condition.parameters().get(parameter++)));
                    clause.append('$').append(values.size());
                } else {
                    clause.append(c);
                }
            }
            clause.append(')');
        }

        String clause() {
            return clause.isEmpty() ? "true" : clause.toString();
        }

        private static Object sql(Object value) {
            return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
        }
    }
}
