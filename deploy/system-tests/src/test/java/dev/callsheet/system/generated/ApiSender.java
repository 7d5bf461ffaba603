package dev.callsheet.system.generated;

import dev.callsheet.system.contract.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends requests to the gateway as they are, valid or not. */
final class ApiSender {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String baseUrl;

    ApiSender(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    Exchange send(ApiRequest request) {
        byte @Nullable [] content = request.content();
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(baseUrl + request.uri())).timeout(TIMEOUT);
        request.headers.forEach(builder::header);
        builder.method(
                request.operation.method(),
                content == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(content));
        String text = content == null ? null : new String(content, StandardCharsets.UTF_8);
        try {
            HttpResponse<String> answer = http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
            return exchange(request, text, answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            Exchange unanswered = exchange(request, text, 0, Map.of(), "");
            throw new AssertionError("No answer (" + e + ") to " + unanswered.asCurl(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Exchange exchange(
            ApiRequest request,
            @Nullable String content,
            int status,
            Map<String, java.util.List<String>> headers,
            String body) {
        return new Exchange(request.operation.method(), request.uri(), request.headers, content, status, headers, body);
    }
}
