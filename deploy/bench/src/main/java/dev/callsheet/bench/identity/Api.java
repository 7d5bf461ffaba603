package dev.callsheet.bench.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.fleet.FleetException;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls whose answers decide what is asked next. Each blocks, so many at once belong on virtual threads. */
final class Api implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final ObjectMapper json = new ObjectMapper();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;

    Api(int connections) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(60), new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Makes the call, whatever the answer is. */
    Answer call(HttpMethod method, String url, Map<String, String> headers, @Nullable Object body) {
        URI address = URI.create(url);
        RequestOptions options = new RequestOptions()
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setURI(address.getRawPath())
                .setMethod(method);
        headers.forEach(options::putHeader);
        if (body != null) {
            options.putHeader("Content-Type", "application/json");
        }
        Promise<Answer> answer = Promise.promise();
        // On the client's own thread: an answer that comes before anybody listens is lost.
        vertx.runOnContext(started -> client.request(options)
                .compose(request -> body == null ? request.send() : request.send(write(body)))
                .compose(response -> response.body().map(text -> new Answer(response.statusCode(), text)))
                .onComplete(answer));
        try {
            return answer.future().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new FleetException(method + " " + url + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetException("The bench was interrupted.", e);
        }
    }

    /** Makes a call that is expected to succeed, and gives what it answers. */
    JsonNode require(HttpMethod method, String url, Map<String, String> headers, @Nullable Object body) {
        Answer answer = call(method, url, headers, body);
        if (answer.status() / 100 != 2) {
            throw new FleetException(method + " " + url + " answered " + answer.status() + ": " + answer.body());
        }
        try {
            return json.readTree(answer.body().getBytes());
        } catch (IOException e) {
            throw new FleetException(method + " " + url + " answered no JSON.", e);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }

    private Buffer write(Object body) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    record Answer(int status, Buffer body) {}
}
