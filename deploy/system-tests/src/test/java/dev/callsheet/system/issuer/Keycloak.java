package dev.callsheet.system.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Keycloak with its own database of files and the realm {@code crew}, as a process on this machine. */
final class Keycloak implements AutoCloseable {

    static final String USER = "nuria";
    static final String EMAIL = "nuria.vidal@example.com";
    static final String PASSWORD = "a-password-of-the-test";

    private static final Path PLACE = Path.of("target", "keycloak").toAbsolutePath();
    private static final Duration START_PATIENCE = Duration.ofMinutes(6);
    private static final String CALLBACK = "http://localhost/callback";
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final ChildProcess process;
    private final int port;

    Keycloak() {
        try {
            Path home = distribution();
            port = freePort();
            importRealm(home);
            process = start(home, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await()
                .atMost(START_PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> get(newClient(), issuer() + "/.well-known/openid-configuration")
                                .statusCode()
                        == 200);
    }

    String issuer() {
        return "http://localhost:" + port + "/realms/crew";
    }

    /** What an app gets by the authorization code flow with PKCE, for a person who types name and password in. */
    String signIn(String user, String password) {
        HttpClient browser = newClient();
        String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        Map<String, String> question = new LinkedHashMap<>();
        question.put("client_id", "crew-app");
        question.put("response_type", "code");
        question.put("scope", "openid");
        question.put("redirect_uri", CALLBACK);
        question.put("code_challenge_method", "S256");
        question.put("code_challenge", challengeOf(verifier));
        HttpResponse<String> page = get(browser, issuer() + "/protocol/openid-connect/auth?" + form(question));
        String action = first(FORM, page.body()).replace("&amp;", "&");
        String callback = post(browser, action, cookiesOf(page), Map.of("username", user, "password", password))
                .headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException("Keycloak did not let the user in"));
        HttpResponse<String> tokens = post(
                browser,
                issuer() + "/protocol/openid-connect/token",
                "",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "crew-app",
                        "redirect_uri",
                        CALLBACK,
                        "code",
                        first(CODE, callback),
                        "code_verifier",
                        verifier));
        try {
            return new ObjectMapper()
                    .readTree(tokens.body())
                    .required("access_token")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(ProcessHandle::destroyForcibly);
        process.kill();
    }

    private static Path distribution() throws IOException {
        try (Stream<Path> unpacked = Files.list(PLACE)) {
            return unpacked.filter(directory -> Files.exists(directory.resolve("lib/quarkus-run.jar")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "There is no Keycloak in " + PLACE + ": run ./fleet test --full, which fetches it"));
        }
    }

    private static void importRealm(Path home) throws IOException {
        Path realms = Files.createDirectories(home.resolve("data/import"));
        try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/crew-realm.json")) {
            Files.copy(
                    Objects.requireNonNull(realm),
                    realms.resolve("crew-realm.json"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static ChildProcess start(Path home, int port) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        return ChildProcess.start(
                new ChildProcess.Start(
                        List.of(
                                "sh",
                                home.resolve("bin/kc.sh").toString(),
                                "start-dev",
                                "--http-host=127.0.0.1",
                                "--http-port=" + port,
                                "--import-realm"),
                        environment,
                        home,
                        PLACE.resolve("keycloak.log")),
                PLACE.resolve("keycloak.pid"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static HttpResponse<String> get(HttpClient client, String url) {
        return send(client, HttpRequest.newBuilder(URI.create(url)).GET());
    }

    private static HttpResponse<String> post(
            HttpClient client, String url, String cookies, Map<String, String> fields) {
        return send(
                client,
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", cookies)
                        .POST(BodyPublishers.ofString(form(fields))));
    }

    /** The JDK's own jar would keep them: they are marked as secure, which browsers take localhost for. */
    private static String cookiesOf(HttpResponse<String> page) {
        return page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("Keycloak answered without " + pattern + ":\n" + text);
        }
        return matcher.group(1);
    }

    private static String challengeOf(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
