package dev.callsheet.bench.load;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A closed loop over HTTP/1.1: a fixed number of clients, each of which sends its next request when it has the whole
 * answer to the last. It never asks for more than the fleet can answer, so its latencies are those of a fleet that is
 * busy, not of one that is overrun.
 *
 * <p>One thread sends and receives everything, so that the load takes at most one core.
 */
public final class LoadGenerator implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NO_ANSWER = 0;

    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final int connections;

    public LoadGenerator(int connections) {
        this.connections = connections;
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        this.context = vertx.getOrCreateContext();
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(60).setPipelining(false),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Loads the target for so long and returns what was answered within that time. */
    public Measurement run(Target target, Duration duration) {
        return run(target, duration, Duration.ZERO);
    }

    /**
     * Loads with clients that think between an answer and their next request: for so long on average, each time anew at
     * random, as clients do that know nothing of each other. With one pause for all of them they would soon come in step,
     * and the latencies be those of a queue that they make themselves.
     */
    public Measurement run(Target target, Duration duration, Duration thinking) {
        Window window = new Window(target, duration, thinking.toMillis());
        context.runOnContext(started -> window.open());
        return window.result
                .orTimeout(duration.plus(PATIENCE).toSeconds() + 1, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }

    /** The clients of one run. Used on the one thread only. */
    private final class Window {
        private final Target target;
        private final Duration duration;
        private final long thinkingMillis;
        private final Histogram latencies = Measurement.newHistogram();
        /** Of the same pauses in each run. */
        private final Random random = new Random(1);

        private final TreeMap<Integer, Long> statuses = new TreeMap<>();
        private final CompletableFuture<Measurement> result = new CompletableFuture<>();
        private long begin;
        private long end;
        private int running;

        Window(Target target, Duration duration, long thinkingMillis) {
            this.target = target;
            this.duration = duration;
            this.thinkingMillis = thinkingMillis;
        }

        void open() {
            begin = System.nanoTime();
            end = begin + duration.toNanos();
            running = connections;
            for (int i = 0; i < connections; i++) {
                next();
            }
        }

        private void next() {
            long sent = System.nanoTime();
            if (sent >= end) {
                if (--running == 0) {
                    result.complete(new Measurement(duration.toNanos() / 1e9, latencies, statuses));
                }
                return;
            }
            Call call = target.calls().get();
            client.request(new RequestOptions()
                            .setHost(target.host())
                            .setPort(target.port())
                            .setMethod(call.method())
                            .setURI(call.uri())
                            .setTimeout(PATIENCE.toMillis()))
                    .compose(request -> send(request, call))
                    .compose(Window::readToEnd)
                    .onComplete(answer -> record(answer, sent));
        }

        private static Future<HttpClientResponse> send(HttpClientRequest request, Call call) {
            call.headers().forEach(request::putHeader);
            return call.body() == null ? request.send() : request.send(call.body());
        }

        private static Future<Integer> readToEnd(HttpClientResponse response) {
            return response.end().map(response.statusCode());
        }

        /* Exponentially distributed, so that requests come as those of many independent clients. */
        private long pause() {
            return Math.max(1, Math.round(-thinkingMillis * Math.log(1 - random.nextDouble())));
        }

        private void record(AsyncResult<Integer> answer, long sent) {
            long now = System.nanoTime();
            if (now <= end) {
                statuses.merge(answer.succeeded() ? answer.result() : NO_ANSWER, 1L, Long::sum);
                if (answer.succeeded()) {
                    latencies.recordValue(Math.max(1, (now - sent) / 1000));
                }
            }
            if (answer.succeeded() && thinkingMillis == 0) {
                next();
            } else if (answer.succeeded()) {
                vertx.setTimer(pause(), thought -> next());
            } else {
                // A refused connection fails at once: a loop without a pause would measure nothing but itself.
                vertx.setTimer(10, paused -> next());
            }
        }
    }
}
