package dev.callsheet.fleet.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.secrets.InternalKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Speaks to a service's internal routes in the launcher's name, which the service knows by its signature. */
public final class InternalCaller {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Fleet fleet;

    public InternalCaller(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Makes the call and gives what it answers.
     *
     * @param body null for a call without one
     * @throws FleetException when the service does not answer, or refuses
     */
    public JsonNode call(String method, ServiceDescription service, String path, @Nullable Object body) {
        String url = fleet.environment().url(service) + path;
        try {
            return exchange(method, url, body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new FleetException(
                    "The " + service.name() + " service does not answer at " + url + ": " + e.getMessage()
                            + ". See ./fleet logs " + service.name(),
                    e);
        }
    }

    private JsonNode exchange(String method, String url, @Nullable Object body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestMethod(method);
        connection.setRequestProperty("X-Callsheet-Principal", fleet.keys().launcherToken(principal()));
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream stream = connection.getOutputStream()) {
                stream.write(json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        InputStream answer =
                status < HttpURLConnection.HTTP_BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream();
        String text = answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
            throw new FleetException(method + " " + url + " was refused (" + status + "): " + text);
        }
        return json.readTree(text);
    }

    private static Principal principal() {
        return new Principal(
                UUID.randomUUID(),
                CredentialType.SERVICE,
                null,
                new UUID(0, 0),
                "live",
                "none",
                Set.of(Scope.ADMINISTRATOR.name()),
                Set.of(),
                Set.of(),
                "unlimited",
                "enterprise",
                "UTC",
                InternalKeys.LAUNCHER,
                null);
    }
}
