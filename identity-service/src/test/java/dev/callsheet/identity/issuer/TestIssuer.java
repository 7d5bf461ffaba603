package dev.callsheet.identity.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** An identity provider on this machine, which publishes keys and signs whatever it is told. */
final class TestIssuer implements AutoCloseable {

    private final List<RsaJsonWebKey> keys = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final int port;
    private @Nullable HttpServer server;
    private volatile @Nullable String body;
    private volatile int status = 200;
    private volatile Runnable beforeAnswer = () -> {};

    TestIssuer() {
        server = listen(0);
        port = server.getAddress().getPort();
        rotate();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String jwksUrl() {
        return url() + "/jwks";
    }

    /** From now on it signs with a new key; the old ones stay published. */
    final void rotate() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("key-" + keys.size());
            keys.add(key);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    RsaJsonWebKey key() {
        return keys.getLast();
    }

    /** How often its keys were asked for. */
    int asked() {
        return asked.get();
    }

    /** Publishes something else than its keys. */
    void answer(int with, String text) {
        status = with;
        body = text;
    }

    /** Does this each time its keys are asked for. */
    void beforeAnswering(Runnable step) {
        beforeAnswer = step;
    }

    /** A token as this issuer makes them for the audience {@code callsheet}. */
    String token(String subject, String email, Consumer<JwtClaims> change) {
        return sign(claims(subject, email, change));
    }

    JwtClaims claims(String subject, String email, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(url());
        claims.setAudience("callsheet");
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("email", email);
        claims.setStringClaim("name", "Nuria Vidal");
        change.accept(claims);
        return claims;
    }

    String sign(JwtClaims claims) {
        JsonWebSignature signature = unsigned(claims);
        signature.setKey(key().getPrivateKey());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return serialize(signature);
    }

    /** A token that its test signs in some way of its own. */
    JsonWebSignature unsigned(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKeyIdHeaderValue(key().getKeyId());
        return signature;
    }

    static String serialize(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    void start() {
        server = listen(port);
    }

    @Override
    public void close() {
        stop();
    }

    private HttpServer listen(int on) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
            listening.createContext("/jwks", this::publish);
            listening.createContext("/moved", exchange -> {
                exchange.getResponseHeaders().set("Location", jwksUrl());
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            });
            listening.createContext(
                    "/.well-known/openid-configuration",
                    exchange ->
                            send(exchange, 200, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(url(), jwksUrl())));
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publish(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        beforeAnswer.run();
        String instead = body;
        send(exchange, status, instead == null ? keySet() : instead);
    }

    private String keySet() {
        return keys.stream()
                .map(key -> key.toJson(OutputControlLevel.PUBLIC_ONLY))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }
}
