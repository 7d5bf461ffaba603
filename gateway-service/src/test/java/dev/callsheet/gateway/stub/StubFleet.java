package dev.callsheet.gateway.stub;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starts what stands behind the gateway; scheduling is there, crew is not. */
public final class StubFleet implements QuarkusTestResourceLifecycleManager {

    /** How many connections one address may have. */
    public static final int CONNECTIONS = 50;

    private final int port = closedPort();
    private final int tlsPort = closedPort();
    private Map<String, String> further = Map.of();
    private @Nullable Vertx vertx;
    private @Nullable MisbehavingService service;
    private @Nullable IdentityStub identity;

    @Override
    public void init(Map<String, String> furtherSettings) {
        further = furtherSettings;
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        service = new MisbehavingService(vertx);
        identity = new IdentityStub(vertx);
        Map<String, String> settings = new HashMap<>();
        settings.put("callsheet.services.scheduling.url", service.url());
        settings.put("callsheet.services.identity.url", identity.url());
        settings.put("callsheet.services.crew.url", "http://127.0.0.1:" + closedPort());
        settings.put("callsheet.gateway.upstream-timeout", "1s");
        settings.put("callsheet.gateway.health-interval", "200ms");
        settings.put("callsheet.gateway.origins-interval", "200ms");
        settings.put("callsheet.gateway.connection.head", "1s");
        settings.put("callsheet.gateway.connection.body-grace", "1s");
        settings.put("callsheet.gateway.connection.per-address", Integer.toString(CONNECTIONS));
        settings.put("callsheet.gateway.usage-interval", "200ms");
        settings.put("callsheet.gateway.authentication.refresh-after", "300ms");
        settings.put("callsheet.gateway.authentication.refusals-live", "100ms");
        settings.put("callsheet.gateway.authentication.feed-silence", "3s");
        settings.put("callsheet.gateway.authentication.deadline", "500ms");
        settings.put("quarkus.http.test-port", Integer.toString(port));
        settings.put("quarkus.http.test-ssl-port", Integer.toString(tlsPort));
        settings.put("quarkus.http.ssl.certificate.key-store-file", TestCertificate.keyStore());
        settings.put("quarkus.http.ssl.certificate.key-store-password", TestCertificate.PASSWORD);
        settings.putAll(further);
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(URI.create("http://localhost:" + port + "/"), field -> isAt(field, false));
        injector.injectIntoFields(URI.create("https://localhost:" + tlsPort + "/"), field -> isAt(field, true));
        injector.injectIntoFields(
                Objects.requireNonNull(service), new TestInjector.MatchesType(MisbehavingService.class));
        injector.injectIntoFields(Objects.requireNonNull(identity), new TestInjector.MatchesType(IdentityStub.class));
    }

    @Override
    public void stop() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static boolean isAt(Field field, boolean tls) {
        AtGateway place = field.getAnnotation(AtGateway.class);
        return place != null && place.tls() == tls;
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
