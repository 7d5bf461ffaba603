package dev.callsheet.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.gateway.stub.ClosedConnections;
import dev.callsheet.gateway.stub.TestCertificate;
import dev.callsheet.platform.infrastructure.process.FreePort;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.impl.NetSocketInternal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that may be idle for a second. */
@SuppressWarnings("NullAway.Init")
class IdleConnectionTest {

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration LATEST = IDLE.plusSeconds(4);
    private static final String REQUEST = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int LARGE = 32 << 20;

    /* HTTP/2 by hand: SETTINGS with an initial window of 2^31-1; WINDOW_UPDATE of the connection by 2^30; HEADERS of
    stream 1, its end, with GET (2), http (6), :path literal (4) "/large", :authority literal (1) "localhost". */
    private static final String WIDE_OPEN_SETTINGS = "00000604000000000000047fffffff";
    private static final String WIDE_OPEN_WINDOW = "00000408000000000040000000";
    private static final String REQUEST_FOR_LARGE =
            "00001501050000000182860406" + "2f6c61726765" + "4109" + "6c6f63616c686f7374";
    private static final String KEY_STORE = TestCertificate.keyStore();
    private static final int PIECE = 1 << 19;

    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePort.find();
    private final int tlsPort = FreePort.find();
    private final HttpServerOptions options =
            new HttpServerOptions().setHost("127.0.0.1").setPort(port).setSendBufferSize(64 << 10);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger larges = new AtomicInteger();
    private final AtomicBoolean cutOff = new AtomicBoolean();
    private Connections connections;
    private ApiServer server;

    @BeforeEach
    void listen() throws IOException {
        connections = new Connections(
                new ConnectionLimits(Duration.ofSeconds(30), IDLE, 100), options, _ -> false, _ -> {}, meters);
        server = new ApiServer(vertx, List.of(options, underTls()), connections, this::answer, Duration.ZERO);
        server.listen(1);
        /* From here on each connection is guarded when it is accepted. */
        try (Socket first = connect()) {
            send(first, "/");
            first.getInputStream().readNBytes(20);
        }
    }

    private HttpServerOptions underTls() {
        return new HttpServerOptions(options)
                .setPort(tlsPort)
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(KEY_STORE).setPassword(TestCertificate.PASSWORD));
    }

    @AfterEach
    void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void oneThatNeverHadARequestIsClosed() throws IOException {
        // When
        long since = System.nanoTime();
        try (Socket socket = connect()) {
            readToTheEnd(socket);
        }

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isBetween(IDLE, LATEST);
        assertThat(closedFor("idle")).isEqualTo(1);
    }

    @Test
    void oneIsClosedSoLongAfterItsLastRequest() throws IOException {
        try (Socket socket = connect()) {
            // Given
            send(socket, "/");
            socket.getInputStream().readNBytes(20);
            await().pollDelay(IDLE.dividedBy(2)).until(() -> true);

            // When
            long since = System.nanoTime();
            send(socket, "/");
            readToTheEnd(socket);

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isBetween(IDLE, LATEST);
        }
    }

    @Test
    void aHeadThatBeginsLateHasTheTimeOfAHead() throws IOException {
        try (Socket socket = connect()) {
            // Given
            send(socket, "/");
            socket.getInputStream().readNBytes("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".length());

            // When
            await().pollDelay(IDLE.dividedBy(2)).until(() -> true);
            socket.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            await().pollDelay(IDLE).until(() -> true);
            socket.getOutputStream().write("Host: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            // Then
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aRequestMayTakeLongerThanThat() throws IOException {
        try (Socket socket = connect()) {
            // When
            send(socket, "/later");

            // Then
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
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

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/endless"})
    void aClientThatReadsNoMoreOfItsAnswerIsCutOff(String path) throws IOException {
        try (Socket socket = connect()) {
            // When
            send(socket, path);

            // Then
            await().untilTrue(cutOff);
        }
    }

    @Test
    void whatIsNoRequestKeepsNoConnectionOpen() throws IOException {
        try (Socket socket = connect()) {
            // When
            send(socket, "/large");
            socket.getOutputStream().write("no request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            // Then
            await().untilTrue(cutOff);
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
        AtomicBoolean told = new AtomicBoolean();
        connection.goAwayHandler(_ -> told.set(true));

        // When
        AtomicInteger answered = new AtomicInteger();
        long timer = vertx.setPeriodic(
                50, _ -> connection.ping(Buffer.buffer("pingping")).onSuccess(_ -> answered.incrementAndGet()));

        // Then
        await().untilTrue(ended);
        vertx.cancelTimer(timer);
        assertThat(answered.get()).isPositive();
        assertThat(told).isTrue();
    }

    @Test
    void pingsDoNotMakeUpForAnAnswerThatNobodyReads() throws IOException {
        try (Socket socket = connect()) {
            // Given
            OutputStream out = socket.getOutputStream();
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(HexFormat.of().parseHex(WIDE_OPEN_SETTINGS + WIDE_OPEN_WINDOW + REQUEST_FOR_LARGE));

            // When
            await().pollInterval(Duration.ofMillis(100)).until(() -> cannotPing(out));

            // Then
            assertThat(cutOff).isTrue();
        }
    }

    private static boolean cannotPing(OutputStream out) {
        try {
            out.write(HexFormat.of().parseHex("0000080600000000000102030405060708"));
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    @Test
    void aClientThatAsksOnWithoutReadingIsCutOff() throws IOException {
        try (Socket socket = connect()) {
            // Given
            send(socket, "/large");
            await().until(() -> larges.get() == 1);

            // When
            send(socket, "/large");

            // Then
            await().untilTrue(cutOff);
            assertThat(larges.get()).isEqualTo(1);
            assertThat(closedFor("unread")).isEqualTo(1);
        }
    }

    @Test
    void soIsOneThatAsksForAllOfItAtOnce() throws IOException {
        try (Socket socket = connect()) {
            // When
            socket.getOutputStream()
                    .write(REQUEST.formatted("/large").repeat(20).getBytes(StandardCharsets.US_ASCII));

            // Then
            await().untilTrue(cutOff);
            assertThat(larges.get()).isEqualTo(1);
            assertThat(closedFor("unread")).isEqualTo(1);
        }
    }

    private double closedFor(String reason) {
        return ClosedConnections.count(meters, reason);
    }

    @Test
    void aClientUnderTlsIsToldThatNothingWasCutOff() {
        // Given
        NetSocket socket = vertx.createNetClient(
                        new NetClientOptions().setSsl(true).setTrustAll(true).setHostnameVerificationAlgorithm(""))
                .connect(tlsPort, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Future<Channel> closeNotify = ((NetSocketInternal) socket)
                .channelHandlerContext()
                .pipeline()
                .get(SslHandler.class)
                .sslCloseFuture();

        // When
        socket.handler(_ -> {}).write(REQUEST.formatted("/"));

        // Then
        await().until(closeNotify::isDone);
        assertThat(closeNotify.isSuccess()).isTrue();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return socket;
    }

    private static void send(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(REQUEST.formatted(path).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] read(Socket socket) throws IOException {
        return socket.getInputStream().readNBytes(PIECE);
    }

    private static String firstLine(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
    }

    private static void readToTheEnd(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            /* What is left of an answer. */
        }
    }

    /* As the gateway does: the guard hears of the beginning and of the end. */
    private void answer(HttpServerRequest request) {
        ConnectionGuard guard = ConnectionGuard.of(request);
        if (guard.cutIfUnread()) {
            return;
        }
        guard.requestBegan();
        request.response().endHandler(_ -> guard.requestEnded(request));
        switch (request.uri()) {
            case "/later" ->
                vertx.setTimer(IDLE.toMillis() * 3, _ -> request.response().end());
            case "/endless" -> {
                request.connection().closeHandler(_ -> cutOff.set(true));
                request.response().setChunked(true).write(Buffer.buffer(new byte[LARGE]));
            }
            case "/large" -> {
                larges.incrementAndGet();
                request.connection().closeHandler(_ -> cutOff.set(true));
                request.response().end(Buffer.buffer(new byte[LARGE]));
            }
            default -> request.response().end();
        }
    }
}
