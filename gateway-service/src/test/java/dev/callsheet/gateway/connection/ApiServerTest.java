package dev.callsheet.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.callsheet.platform.infrastructure.process.FreePort;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {

    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePort.find();
    private final HttpServerOptions options =
            new HttpServerOptions().setHost("127.0.0.1").setPort(port);
    private final Connections connections = new Connections(
            new ConnectionLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 100),
            options,
            _ -> false,
            _ -> {},
            new SimpleMeterRegistry());
    private final ConcurrentLinkedQueue<HttpServerRequest> underWay = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aStopLetsRequestsEndEachAsTheLastOfItsConnection() {
        // Given
        ApiServer server = listening(Duration.ofSeconds(20));
        CompletableFuture<HttpResponse<String>> early = get("/early");
        await().until(() -> underWay.size() == 1);

        // When
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close, Thread::startVirtualThread);
        await().until(connections::isDraining);
        boolean waited = !stopped.isDone();
        AtomicBoolean closed = new AtomicBoolean();
        HttpServerRequest last = underWay.remove();
        last.connection().closeHandler(_ -> closed.set(true));
        last.response().end("in time");

        // Then
        assertThat(waited).isTrue();
        assertThat(early.join().body()).isEqualTo("in time");
        await().untilTrue(closed);
        stopped.join();
        assertThatThrownBy(() -> get("/").join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void aStopWaitsForNoRequestForEver() {
        // Given
        ApiServer server = listening(Duration.ofMillis(200));
        CompletableFuture<HttpResponse<String>> endless = get("/endless");
        await().until(() -> underWay.size() == 1);

        // When
        server.close();

        // Then
        assertThatThrownBy(endless::join).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void guardsTheVeryFirstConnectionOfAPort() {
        // Given
        ApiServer server = listening(Duration.ZERO);

        // When
        CompletableFuture<HttpResponse<String>> first = get("/");
        await().until(() -> underWay.size() == 1);
        RemoteAddress peer = ConnectionGuard.of(underWay.element()).peer();
        underWay.remove().response().end();

        // Then
        assertThat(peer.text()).isEqualTo("127.0.0.1");
        assertThat(first.join().statusCode()).isEqualTo(200);
        server.close();
    }

    private ApiServer listening(Duration patience) {
        ApiServer server = new ApiServer(vertx, List.of(options), connections, this::take, patience);
        server.listen(2);
        return server;
    }

    /* As the gateway does: the guard hears of the beginning and of the end. */
    private void take(HttpServerRequest request) {
        if (request.method().name().equals("HEAD")) {
            request.response().end();
            return;
        }
        ConnectionGuard guard = ConnectionGuard.of(request);
        guard.requestBegan();
        request.response().endHandler(_ -> guard.requestEnded(request));
        underWay.add(request);
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
