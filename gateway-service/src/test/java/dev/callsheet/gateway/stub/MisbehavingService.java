package dev.callsheet.gateway.stub;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Echoes a request as JSON, unless its header {@code X-Fault} asks for something worse. */
public final class MisbehavingService implements AutoCloseable {

    /** How much the fault {@code huge} answers. */
    public static final long HUGE = 50L * 1024 * 1024;

    /** What the faults {@code list} and {@code list-chunked} answer. */
    public static final String LIST = "{\"data\":\"" + "abcdefghij".repeat(2_000) + "\"}";

    /** Requests that came, by the last segment of their path. */
    public final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

    /** Last segments of the paths of requests whose connection ended before they were answered. */
    public final ConcurrentLinkedQueue<String> abandoned = new ConcurrentLinkedQueue<>();

    /** How many bytes of a huge answer were written so far. */
    public final AtomicLong written = new AtomicLong();

    private final Vertx vertx;
    private final HttpServer server;

    public MisbehavingService(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer(new HttpServerOptions().setPort(0).setHost("127.0.0.1"))
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public int timesAsked(String id) {
        return requests.getOrDefault(id, new AtomicInteger()).get();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        String path = Objects.requireNonNull(request.path());
        String id = path.substring(path.lastIndexOf('/') + 1);
        int time = requests.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet();
        request.response().closeHandler(_ -> {
            if (!request.response().ended()) {
                abandoned.add(id);
            }
        });
        String fault = request.getHeader("X-Fault");
        switch (fault == null ? "none" : fault) {
            case "silent" -> request.handler(_ -> {});
            case "slow" -> {
                request.pause();
                vertx.setTimer(400, _ -> echo(request));
            }
            case "reset" -> request.connection().close();
            case "reset-once" -> {
                if (time == 1) {
                    request.connection().close();
                } else {
                    echo(request);
                }
            }
            case "cut-length" -> {
                request.response().putHeader("Content-Length", "1000").write("{\"half\":");
                vertx.setTimer(50, _ -> request.connection().close());
            }
            case "cut-chunked" -> {
                request.response().setChunked(true).write("{\"half\":");
                vertx.setTimer(50, _ -> request.connection().close());
            }
            case "stall" -> request.response().setChunked(true).write("{\"half\":");
            case "huge" -> {
                request.response().putHeader("Content-Length", Long.toString(HUGE));
                writeOn(request, HUGE);
            }
            case "status" ->
                request.response()
                        .setStatusCode(Integer.parseInt(request.getHeader("X-Status")))
                        .end();
            case "list" -> {
                request.response()
                        .putHeader("Content-Type", "application/json;charset=UTF-8")
                        .putHeader("ETag", "\"7.3fa9\"")
                        .end(LIST);
            }
            case "list-chunked" -> {
                request.response().putHeader("Content-Type", "application/json").setChunked(true);
                for (int i = 0; i < 50; i++) {
                    request.response().write(LIST.substring(i * 100, (i + 1) * 100));
                }
                request.response().end(LIST.substring(5_000));
            }
            case "open" ->
                request.response().putHeader("Access-Control-Allow-Origin", "*").end("{}");
            case "refusal" ->
                request.response()
                        .setStatusCode(422)
                        .putHeader("Content-Type", "application/json")
                        .end("{\"success\":false,\"error\":{\"code\":\"LABOR_LAW_VIOLATION\",\"message\":\"No.\"}}");
            case "early" -> request.response().setStatusCode(403).end("{\"early\":true}");
            case "early-chunked" ->
                request.response().setStatusCode(403).setChunked(true).end("{\"early\":true}");
            case "deaf" -> request.pause();
            case "hop" -> {
                request.response()
                        .putHeader("Connection", "X-Hop, keep-alive")
                        .putHeader("X-Hop", "1")
                        .putHeader("Keep-Alive", "timeout=5")
                        .putHeader("Proxy-Authenticate", "Basic")
                        .putHeader("X-Callsheet-Secret", "1")
                        .putHeader("X-Request-ID", "someone-elses")
                        .putHeader("Server", "stub")
                        .putHeader("X-Kept", "1")
                        .end("{}");
            }
            default -> echo(request);
        }
    }

    private void writeOn(HttpServerRequest request, long left) {
        long remaining = left;
        while (remaining > 0 && !request.response().writeQueueFull()) {
            int size = (int) Math.min(remaining, 65_536);
            remaining -= size;
            written.addAndGet(size);
            if (remaining == 0) {
                request.response().end(Buffer.buffer(new byte[size]));
                return;
            }
            request.response().write(Buffer.buffer(new byte[size]));
        }
        long rest = remaining;
        request.response().drainHandler(_ -> writeOn(request, rest));
    }

    private static void echo(HttpServerRequest request) {
        AtomicLong size = new AtomicLong();
        request.handler(chunk -> size.addAndGet(chunk.length()));
        request.endHandler(_ -> {
            JsonObject headers = new JsonObject();
            for (String name : request.headers().names()) {
                headers.put(
                        name.toLowerCase(java.util.Locale.ROOT),
                        new JsonArray(request.headers().getAll(name)));
            }
            Buffer echo = new JsonObject()
                    .put("method", request.method().name())
                    .put("uri", request.uri())
                    .put("headers", headers)
                    .put("body_size", size.get())
                    .toBuffer();
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Content-Length", Integer.toString(echo.length()))
                    .end(echo);
        });
        request.resume();
    }
}
