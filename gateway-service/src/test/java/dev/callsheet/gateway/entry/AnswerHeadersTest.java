package dev.callsheet.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.gateway.client.Client;
import dev.callsheet.gateway.connection.RemoteAddress;
import dev.callsheet.gateway.document.ApiVersions;
import dev.callsheet.gateway.document.Deprecations;
import dev.callsheet.gateway.routing.EndpointClass;
import dev.callsheet.gateway.routing.Route;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a connection, with a description that deprecates one operation. */
@SuppressWarnings("NullAway.Init")
class AnswerHeadersTest {

    private static final String DESCRIPTION = """
            {"paths": {"/api/v1/jobs/{id}": {
              "get": {"operationId": "getJob"},
              "put": {"deprecated": true, "x-deprecated-since": "2026-11-01", "x-sunset": "2027-11-01"}}}}
            """;

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        JsonNode description = new ObjectMapper().readTree(DESCRIPTION);
        AnswerHeaders answers = new AnswerHeaders(
                Duration.ZERO, new ApiVersions(List.of("2026-11-01", "2027-02-01")), new Deprecations(description));
        Client client = new Client(RemoteAddress.of(InetAddress.getLoopbackAddress()), false);
        Route route = new Route("scheduling", "/jobs/{job_id}", false, EndpointClass.NONE);
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.response().headersEndHandler(_ -> answers.complete(request, client, route));
                    request.response().end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void announcesTheEndOfADeprecatedOperation() throws Exception {
        // When
        HttpResponse<Void> answer = send("PUT", "2026-11-01");

        // Then
        assertThat(answer.headers().firstValue("Deprecation")).contains("@1793491200");
        assertThat(answer.headers().firstValue("Sunset")).contains("Mon, 01 Nov 2027 00:00:00 GMT");
        assertThat(answer.headers().allValues("Link"))
                .containsExactly(
                        "</api/v1/openapi.json>; rel=\"deprecation\"; type=\"application/json\"",
                        "</api/v1/openapi.json>; rel=\"sunset\"; type=\"application/json\"");
    }

    @Test
    void saysNothingOfTheOthers() throws Exception {
        // When
        HttpResponse<Void> answer = send("GET", "2026-11-01");

        // Then
        assertThat(answer.headers().map()).doesNotContainKeys("deprecation", "sunset", "link");
    }

    @Test
    void namesTheVersionThatWasApplied() throws Exception {
        assertThat(send("GET", "2026-11-01").headers().firstValue("X-API-Version"))
                .contains("2026-11-01");
        assertThat(send("GET", "unknown").headers().firstValue("X-API-Version")).contains("2027-02-01");
    }

    private HttpResponse<Void> send(String method, String version) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("X-API-Version", version)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}
