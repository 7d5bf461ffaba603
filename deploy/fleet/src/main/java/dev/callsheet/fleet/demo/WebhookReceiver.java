package dev.callsheet.fleet.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** An HTTP server on the loopback address that keeps deliveries in the order of arrival and answers 200. */
public final class WebhookReceiver implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final boolean keeps;
    private final HttpServer server;

    /** Keeps every delivery. */
    public WebhookReceiver() {
        this(true);
    }

    private WebhookReceiver(boolean keeps) {
        this.keeps = keeps;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    /** Takes deliveries and keeps none, for runs that cause more of them than there is room for. */
    public static WebhookReceiver keepingNothing() {
        return new WebhookReceiver(false);
    }

    /** A request as it came. */
    public record Delivery(HttpHeaders headers, String body) {

        public String header(String name) {
            return headers.firstValue(name)
                    .orElseThrow(() -> new StepFailedException("A delivery came without the header " + name + "."));
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callsheet";
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (keeps) {
                keep(new Delivery(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(Delivery delivery) {
        lock.lock();
        try {
            deliveries.add(delivery);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the deliveries so far are what is wanted, and returns them then or when the time is over. */
    public List<Delivery> await(Predicate<List<Delivery>> wanted, Duration patience) {
        long remaining = patience.toNanos();
        lock.lock();
        try {
            while (!wanted.test(deliveries) && remaining > 0) {
                remaining = arrived.awaitNanos(remaining);
            }
            return List.copyOf(deliveries);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.copyOf(deliveries);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
