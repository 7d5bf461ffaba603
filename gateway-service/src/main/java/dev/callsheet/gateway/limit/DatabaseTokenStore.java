package dev.callsheet.gateway.limit;

import dev.callsheet.gateway.database.GatewayDatabase;
import dev.callsheet.gateway.limit.Allowance.Burst;
import dev.callsheet.gateway.limit.Allowance.Window;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks the function {@code lease} of the gateway's schema: one statement for everything that a request is held to. */
final class DatabaseTokenStore implements TokenStore {

    private static final String LEASE =
            "select granted, moment, used, starts, outstanding, frees from lease($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /** A database that takes longer counts as away: requests wait for this. */
    private static final long PATIENCE_MILLIS = 500;

    private final GatewayDatabase database;

    DatabaseTokenStore(GatewayDatabase database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Grant> lease(Question question) {
        List<Window> windows = question.allowance().windows();
        List<Burst> bursts = question.allowance().bursts();
        return database.execute(
                        LEASE,
                        windows.stream().map(Window::subject).toArray(String[]::new),
                        windows.stream().map(Window::seconds).toArray(Integer[]::new),
                        windows.stream().map(Window::limit).toArray(Integer[]::new),
                        question.corrections().toArray(Integer[]::new),
                        question.since().stream().map(DatabaseTokenStore::time).toArray(OffsetDateTime[]::new),
                        bursts.stream().map(Burst::subject).toArray(String[]::new),
                        bursts.stream().map(Burst::limit).toArray(Integer[]::new),
                        question.waiting(),
                        question.ahead(),
                        question.gateways(),
                        question.tenths())
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> read(rows.iterator().next()))
                .toCompletionStage();
    }

    private static Grant read(Row row) {
        return new Grant(
                row.getInteger("granted"),
                millis(row.getOffsetDateTime("moment")),
                List.of(row.getArrayOfIntegers("used")),
                millis(row.getArrayOfOffsetDateTimes("starts")),
                List.of(row.getArrayOfIntegers("outstanding")),
                millis(row.getArrayOfOffsetDateTimes("frees")));
    }

    private static List<Long> millis(OffsetDateTime[] times) {
        return Arrays.stream(times).map(DatabaseTokenStore::millis).toList();
    }

    private static long millis(OffsetDateTime time) {
        return time.toInstant().toEpochMilli();
    }

    private static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
