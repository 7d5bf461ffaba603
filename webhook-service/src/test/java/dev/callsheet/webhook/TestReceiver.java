package dev.callsheet.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The other side: an HTTP server on a socket of its own that keeps what it got and answers as a test wants. */
public final class TestReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Answer> behaviour = webhook -> Answer.OK;

    public TestReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return url("/hook");
    }

    public String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** How it answers from now on; may block to be slow. */
    public void answers(Function<Received, Answer> behaviour) {
        this.behaviour = behaviour;
    }

    /** Everything that came, in the order of arrival. */
    public List<Received> received() {
        return received;
    }

    /** What it answered with success, in the order of arrival. */
    public List<Received> accepted() {
        return received.stream()
                .filter(webhook -> webhook.answer.status() / 100 == 2)
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Received webhook = new Received(
                exchange.getRequestURI().getPath(),
                HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true),
                new String(body, StandardCharsets.UTF_8));
        Answer answer = behaviour.apply(webhook);
        webhook.answer = answer;
        received.add(webhook);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** How the receiver answers. */
    public record Answer(int status, String body, java.util.Map<String, String> headers) {

        public static final Answer OK = of(200);

        public static Answer of(int status) {
            return new Answer(status, "", java.util.Map.of());
        }

        public Answer with(String header, String value) {
            return new Answer(status, body, java.util.Map.of(header, value));
        }
    }

    /** A request as it came. */
    public static final class Received {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final String path;
        private final HttpHeaders headers;
        private final String body;
        private volatile Answer answer = Answer.OK;

        private Received(String path, HttpHeaders headers, String body) {
            this.path = path;
            this.headers = headers;
            this.body = body;
        }

        public String path() {
            return path;
        }

        public HttpHeaders headers() {
            return headers;
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public String body() {
            return body;
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String aggregate() {
            return json().path("aggregate_id").textValue();
        }

        public long sequence() {
            return json().path("sequence").longValue();
        }
    }
}
