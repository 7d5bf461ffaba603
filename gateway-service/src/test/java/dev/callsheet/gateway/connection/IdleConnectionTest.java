package dev.callsheet.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.platform.infrastructure.process.FreePort;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that may be idle for half a second. */
@SuppressWarnings("NullAway.Init")
class IdleConnectionTest {

    private static final Duration IDLE = Duration.ofMillis(500);
    private static final int LARGE = 32 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePort.find();
    private final HttpServerOptions options =
            new HttpServerOptions().setHost("127.0.0.1").setPort(port);
    private final AtomicBoolean cutOff = new AtomicBoolean();
    private Connections connections;
    private ApiServer server;

    @BeforeEach
    void listen() throws IOException {
        connections = new Connections(
                new ConnectionLimits(Duration.ofSeconds(30), IDLE, 100),
                options,
                _ -> false,
                _ -> {},
                new SimpleMeterRegistry());
        server = new ApiServer(vertx, List.of(options), connections, this::answer, Duration.ZERO);
        server.listen(1);
        /* From here on each connection is guarded when it is accepted. */
        try (Socket first = connect()) {
            send(first, "/");
            first.getInputStream().readNBytes(20);
        }
    }

    @AfterEach
    void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void oneThatNeverHadARequestIsClosed() throws IOException {
        try (Socket socket = connect()) {
            assertThat(millisUntilTheEndOf(socket)).isGreaterThanOrEqualTo(IDLE.toMillis() - 50);
        }
    }

    @Test
    void oneIsClosedSoLongAfterItsLastRequest() throws IOException {
        try (Socket socket = connect()) {
            // Given
            send(socket, "/");
            socket.getInputStream().readNBytes(20);
            await().pollDelay(IDLE.dividedBy(2)).until(() -> true);

            // When
            send(socket, "/");
            long millis = millisUntilTheEndOf(socket);

            // Then
            assertThat(millis).isGreaterThanOrEqualTo(IDLE.toMillis() - 50);
        }
    }

    @Test
    void aRequestMayTakeLongerThanThat() throws IOException {
        try (Socket socket = connect()) {
            // When
            send(socket, "/later");

            // Then
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aClientMayReadAnAnswerForLongerThanThat() throws IOException {
        try (Socket socket = connect()) {
            // When
            send(socket, "/large");
            long read = 0;
            long since = System.nanoTime();
            for (byte[] piece = read(socket); piece.length > 0 && read < LARGE; piece = read(socket)) {
                read += piece.length;
                await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            }

            // Then
            assertThat(read).isGreaterThanOrEqualTo(LARGE);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(IDLE.multipliedBy(2));
        }
    }

    @Test
    void aClientThatReadsNoMoreOfItsAnswerIsCutOff() throws IOException {
        try (Socket socket = connect()) {
            // When
            send(socket, "/large");

            // Then
            await().untilTrue(cutOff);
            assertThat(socket.getInputStream().readAllBytes().length).isLessThan(LARGE);
        }
    }

    @Test
    void pingsOfHttp2AreNoRequests() {
        // Given
        HttpClientOptions http2 =
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false);
        AtomicBoolean ended = new AtomicBoolean();
        HttpConnection connection = vertx.createHttpClient(http2)
                .request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(request ->
                        request.send().compose(HttpClientResponse::end).map(_ -> request.connection()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        connection.closeHandler(_ -> ended.set(true));

        // When
        AtomicInteger answered = new AtomicInteger();
        long timer = vertx.setPeriodic(
                50, _ -> connection.ping(Buffer.buffer("pingping")).onSuccess(_ -> answered.incrementAndGet()));

        // Then
        await().untilTrue(ended);
        vertx.cancelTimer(timer);
        assertThat(answered.get()).isPositive();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return socket;
    }

    private static void send(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] read(Socket socket) throws IOException {
        return socket.getInputStream().readNBytes(1 << 20);
    }

    private static long millisUntilTheEndOf(Socket socket) throws IOException {
        long since = System.nanoTime();
        while (socket.getInputStream().read() >= 0) {
            /* What is left of an answer. */
        }
        return Duration.ofNanos(System.nanoTime() - since).toMillis();
    }

    /* As the gateway does: the guard hears of the beginning and of the end. */
    private void answer(HttpServerRequest request) {
        ConnectionGuard guard = connections.requestBegan(request);
        request.response().endHandler(_ -> guard.requestEnded(request));
        switch (request.uri()) {
            case "/later" ->
                vertx.setTimer(IDLE.toMillis() * 3, _ -> request.response().end());
            case "/large" -> {
                request.connection().closeHandler(_ -> cutOff.set(true));
                request.response().end(Buffer.buffer(new byte[LARGE]));
            }
            default -> request.response().end();
        }
    }
}
