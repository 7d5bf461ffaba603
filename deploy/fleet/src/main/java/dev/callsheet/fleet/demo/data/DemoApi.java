package dev.callsheet.fleet.demo.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.fleet.FleetException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The public API, as the loading of the demo company needs it. */
final class DemoApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String baseUrl;
    private final String key;

    DemoApi(String baseUrl, String key) {
        this.baseUrl = baseUrl;
        this.key = key;
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** Opens a session; such a request takes no idempotency key. */
    JsonNode login(JsonNode body) {
        return send(HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1/auth/login"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Creates something once: the same idempotency key gives the same answer. */
    JsonNode post(String path, JsonNode body, String idempotencyKey) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw refused(request, answer.statusCode() + " " + answer.body());
            }
            return json.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw refused(request, "no JSON");
        } catch (IOException e) {
            throw refused(request, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(request, "interrupted");
        }
    }

    private static FleetException refused(HttpRequest request, String answer) {
        return new FleetException(
                "The demo data could not be loaded: %s %s gave %s. Once that is repaired, ./fleet up goes on with it."
                        .formatted(request.method(), request.uri().getPath(), answer));
    }
}
