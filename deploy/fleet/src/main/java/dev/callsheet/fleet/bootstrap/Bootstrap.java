package dev.callsheet.fleet.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.secrets.InternalKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes an organization with its admin by asking the running identity service, which admits the launcher by its
 * signature. Making one that exists changes nothing.
 */
public final class Bootstrap {

    private static final String DEMO_ORGANIZATION = "Gira Producciones";
    private static final String DEMO_ADMIN = "admin@demo.callsheet.dev";
    private static final String DEMO_ADMIN_NAME = "Lucía Ferrer";
    private static final int TIMEOUT_MILLIS = 30_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Fleet fleet;

    public Bootstrap(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * What to make.
     *
     * @param adminPassword null to have one generated
     * @param demo with the plan {@code enterprise} and a live and a test key that may do everything
     * @param renew sets a new password and makes new keys where the organization exists
     */
    public record Wish(
            String organization,
            String adminEmail,
            @Nullable String adminFullName,
            @Nullable String adminPassword,
            @Nullable String timeZone,
            boolean demo,
            boolean renew) {}

    /** The demo organization's credentials: those of the first start, or new ones where they were lost. */
    public Credentials demo() {
        ServiceDescription gateway = fleet.catalog().get(ServiceDescription.GATEWAY);
        String baseUrl = fleet.environment().publicUrl();
        String httpsUrl = "https://localhost:" + gateway.tlsPort();
        String authority = fleet.certificate().authority().toString();
        Credentials credentials = Credentials.read(fleet.home().credentials())
                .map(known -> known.at(baseUrl, httpsUrl, authority))
                .orElseGet(() -> {
                    // Whatever the organization's secrets were, nobody has them any more.
                    JsonNode made = make(new Wish(
                            DEMO_ORGANIZATION, DEMO_ADMIN, DEMO_ADMIN_NAME, null, "Europe/Madrid", true, true));
                    return new Credentials(
                            baseUrl,
                            httpsUrl,
                            authority,
                            made.required("organization_id").asText(),
                            made.required("admin_email").asText(),
                            made.required("admin_password").asText(),
                            made.required("live_key").asText(),
                            made.required("test_key").asText());
                });
        credentials.write(fleet.home().credentials());
        return credentials;
    }

    /** Makes the organization and returns identity's answer. */
    public JsonNode make(Wish wish) {
        Map<String, Object> body = new HashMap<>();
        body.put("organization_name", wish.organization());
        body.put("admin_email", wish.adminEmail());
        body.put("demo", wish.demo());
        body.put("renew", wish.renew());
        putIfPresent(body, "admin_full_name", wish.adminFullName());
        putIfPresent(body, "admin_password", wish.adminPassword());
        putIfPresent(body, "time_zone", wish.timeZone());
        ServiceDescription identity = fleet.catalog().get(ServiceDescription.IDENTITY);
        String url = fleet.environment().url(identity) + "/internal/v1/bootstrap";
        try {
            return post(url, json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new FleetException(
                    "The identity service does not answer at " + url + ": " + e.getMessage()
                            + ". See ./fleet logs identity",
                    e);
        }
    }

    private static void putIfPresent(Map<String, Object> body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private JsonNode post(String url, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("X-Callsheet-Principal", fleet.keys().launcherToken(principal()));
        try (OutputStream stream = connection.getOutputStream()) {
            stream.write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        InputStream answer =
                status < HttpURLConnection.HTTP_BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream();
        String text = answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
            throw new FleetException("The identity service refused to make the organization (" + status + "): " + text);
        }
        return json.readTree(text);
    }

    private static Map<String, ?> principal() {
        return Map.ofEntries(
                Map.entry("credential_id", UUID.randomUUID().toString()),
                Map.entry("credential_type", "service"),
                Map.entry("organization_id", new UUID(0, 0).toString()),
                Map.entry("environment", "live"),
                Map.entry("role", "none"),
                Map.entry("scopes", List.of("admin:*")),
                Map.entry("departments", List.of()),
                Map.entry("rate_limit_tier", "unlimited"),
                Map.entry("plan", "enterprise"),
                Map.entry("time_zone", "UTC"),
                Map.entry("name", InternalKeys.LAUNCHER));
    }
}
