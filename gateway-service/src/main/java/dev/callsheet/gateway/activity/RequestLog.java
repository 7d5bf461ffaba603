package dev.callsheet.gateway.activity;

import dev.callsheet.gateway.activity.Gaps.Gap;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Takes entries from the request path without ever making it wait, and writes them in batches, one at a time. While the
 * database is away the queue fills; what does not fit is counted, and the count becomes a gap row once the database is
 * back. Each gateway writes its own entries; nothing is shared but the table.
 */
public final class RequestLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RequestLog.class);
    private static final Duration LAST_WRITE = Duration.ofSeconds(3);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);
    private static final int DAYS_AHEAD = 2;
    private static final String NO_PARTITION = "23514";

    private final Settings settings;
    private final RequestLogStore store;
    private final Vertx vertx;
    private final InstantSource clock;
    private final BlockingQueue<RequestEntry> queue;
    private final Gaps gaps = new Gaps();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Counter lost;
    private final Counter written;

    private volatile boolean failing;
    private volatile long flushTimer = -1;
    private volatile long keepTimer = -1;

    public RequestLog(
            Settings settings, RequestLogStore store, Vertx vertx, InstantSource clock, MeterRegistry meters) {
        this.settings = settings;
        this.store = store;
        this.vertx = vertx;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(settings.capacity());
        this.lost = counter(meters, "lost", "Requests that the request log had no room for");
        this.written = counter(meters, "written", "Requests in the request log");
        Gauge.builder("callsheet.gateway.request.log.queue", queue, BlockingQueue::size)
                .description("Requests that wait to be written to the request log")
                .register(meters);
    }

    /**
     * How the log is kept.
     *
     * @param capacity how many entries may wait
     * @param batch how many are written at once
     * @param interval how long an entry waits at most while the database answers
     * @param retention how long entries are kept, in whole days
     */
    public record Settings(int capacity, int batch, Duration interval, Duration retention) {}

    private static Counter counter(MeterRegistry meters, String result, String description) {
        return Counter.builder("callsheet.gateway.request.log")
                .description(description)
                .tag("result", result)
                .register(meters);
    }

    public void start() {
        keepPartitions();
        flushTimer = vertx.setPeriodic(settings.interval().toMillis(), _ -> flush());
        keepTimer = vertx.setPeriodic(Duration.ofHours(1).toMillis(), _ -> keepPartitions());
    }

    /** Writes what is there, for a little while. */
    @Override
    public void close() {
        vertx.cancelTimer(flushTimer);
        vertx.cancelTimer(keepTimer);
        try {
            writeAll().toCompletionStage().toCompletableFuture().get(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("%d requests were not written to the request log: %s", queue.size(), e.toString());
        }
    }

    /** Takes an entry; where there is no room, it is counted instead. */
    public void add(RequestEntry entry) {
        if (!queue.offer(entry)) {
            lost.increment();
            gaps.count(entry.organizationId(), entry.createdAt());
        }
    }

    /** How many entries wait. */
    int waiting() {
        return queue.size();
    }

    /** Writes one batch, unless one is being written; full batches are followed by the next. */
    Future<Void> flush() {
        if (!writing.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return writeOne().timeout(LONGEST_WRITE.toSeconds(), TimeUnit.SECONDS).onComplete(done -> {
            writing.set(false);
            if (done.succeeded() && queue.size() >= settings.batch()) {
                flush();
            }
        });
    }

    private Future<Void> writeAll() {
        return queue.isEmpty() && gaps.isEmpty()
                ? Future.succeededFuture()
                : writeOne().compose(_ -> writeAll());
    }

    private Future<Void> writeOne() {
        List<RequestEntry> batch = new ArrayList<>();
        /* Looked at, not taken: what the database refuses stays where it was. */
        queue.stream().limit(settings.batch()).forEach(batch::add);
        Future<Void> entries = batch.isEmpty() ? Future.succeededFuture() : write(batch);
        return entries.compose(_ -> writeGaps()).onSuccess(_ -> failing = false).onFailure(this::report);
    }

    private Future<Void> write(List<RequestEntry> batch) {
        return store.insert(batch)
                .recover(reason -> reason instanceof PgException refused ? afterRefusal(batch, refused) : fail(reason))
                .onSuccess(_ -> remove(batch));
    }

    private Future<Void> afterRefusal(List<RequestEntry> batch, PgException refused) {
        if (NO_PARTITION.equals(refused.getSqlState())) {
            LocalDate first = day(batch.getFirst());
            return store.prepare(first, DAYS_AHEAD).compose(_ -> store.insert(batch));
        }
        boolean ofTheData =
                refused.getSqlState() != null && refused.getSqlState().startsWith("22");
        if (!ofTheData) {
            return fail(refused);
        }
        /* It would be refused for ever, and everything behind it would wait for as long. */
        LOG.errorf("The request log does not take %d entries: %s", batch.size(), refused.getMessage());
        lost.increment(batch.size());
        batch.forEach(entry -> gaps.count(entry.organizationId(), entry.createdAt()));
        return Future.succeededFuture();
    }

    private static Future<Void> fail(Throwable reason) {
        return Future.failedFuture(reason);
    }

    private void remove(List<RequestEntry> batch) {
        written.increment(batch.size());
        batch.forEach(_ -> queue.poll());
    }

    private Future<Void> writeGaps() {
        if (gaps.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Gap> taken = gaps.take();
        return store.prepare(taken.getFirst().from().atOffset(ZoneOffset.UTC).toLocalDate(), DAYS_AHEAD)
                .compose(_ -> store.insertGaps(taken))
                .onSuccess(_ -> LOG.warnf(
                        "The request log has a gap of %d requests",
                        taken.stream().mapToInt(Gap::requests).sum()))
                .onFailure(_ -> gaps.putBack(taken));
    }

    /** Makes the partitions of the days to come and drops those that nobody may see any more. */
    Future<Void> keepPartitions() {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return store.prepare(today, DAYS_AHEAD)
                .compose(_ ->
                        store.dropBefore(today.minusDays(settings.retention().toDays())))
                .onSuccess(dropped -> {
                    if (dropped > 0) {
                        LOG.infof("The request log let go of %d days", dropped);
                    }
                })
                .onFailure(this::report)
                .mapEmpty();
    }

    private void report(Throwable reason) {
        if (!failing) {
            failing = true;
            LOG.warnf("The request log cannot be written: %s", reason.toString());
        }
    }

    private static LocalDate day(RequestEntry entry) {
        return entry.createdAt().atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
