package dev.callsheet.fleet.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client of the public API that tells the narrator what it sends and what comes back. */
final class ApiClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ObjectMapper json = new ObjectMapper();
    private final String baseUrl;
    private final Narrator narrator;
    private final HttpClient http;

    ApiClient(String baseUrl, Narrator narrator, HttpClient http) {
        this.baseUrl = baseUrl;
        this.narrator = narrator;
        this.http = http;
    }

    /** A client that gives up when no connection comes about. */
    static HttpClient patientHttp() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    /** An answer: its status and its JSON, missing when it had no body. */
    record Answer(int status, JsonNode body) {

        Answer require(int expected) {
            if (status != expected) {
                throw new StepFailedException("Expected the answer " + expected + " and got " + status + ": " + body);
            }
            return this;
        }

        String text(String pointer) {
            JsonNode value = body.at(pointer);
            if (value.isMissingNode() || value.isNull()) {
                throw new StepFailedException("The answer has no " + pointer + ": " + body);
            }
            return value.asText();
        }
    }

    Answer get(String path, @Nullable String credential) {
        return send("GET", path, credential, null);
    }

    Answer post(String path, @Nullable String credential, Map<String, ?> body) {
        return send("POST", path, credential, body);
    }

    Answer put(String path, String credential, Map<String, ?> body) {
        return send("PUT", path, credential, body);
    }

    Answer delete(String path, String credential) {
        return send("DELETE", path, credential, null);
    }

    private Answer send(String method, String path, @Nullable String credential, @Nullable Map<String, ?> body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(TIMEOUT);
        narrator.sent(method + " " + path);
        if (credential != null) {
            request.header("Authorization", "Bearer " + credential);
        }
        try {
            if (body == null) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                String text = json.writeValueAsString(body);
                narrator.sent(text);
                request.header("Content-Type", "application/json")
                        .header("X-Idempotency-Key", UUID.randomUUID().toString())
                        .method(method, HttpRequest.BodyPublishers.ofString(text));
            }
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            narrator.received(response.statusCode() + " " + response.body());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw new StepFailedException(method + " " + baseUrl + path + " failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException(method + " " + path + " was interrupted");
        }
    }

    private JsonNode parse(String body) throws JsonProcessingException {
        return body.isBlank() ? MissingNode.getInstance() : json.readTree(body);
    }
}
