package dev.callsheet.platform.web.egress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges with endpoints that were vetted: with the vetted address and no other, redirects not followed, within a bound
 * of time. Blocks, so it belongs on a virtual thread.
 */
public final class EndpointClient {

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration timeout;

    /** @param timeout for a whole exchange, from the connection to the end of the answer */
    public EndpointClient(Vertx vertx, HttpClientOptions options, Duration timeout) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options);
        this.timeout = timeout;
    }

    /** How long a whole exchange may take. */
    public Duration timeout() {
        return timeout;
    }

    /** A request to the endpoint; the caller adds the headers. */
    public static RequestOptions request(HttpMethod method, VettedEndpoint endpoint) {
        EndpointUrl url = endpoint.url();
        return new RequestOptions()
                .setMethod(method)
                // The vetted address is the one connected to; host and port only name it in Host and SNI.
                .setServer(SocketAddress.inetSocketAddress(
                        url.port(), endpoint.address().getHostAddress()))
                .setHost(url.host().contains(":") ? "[" + url.host() + "]" : url.host())
                .setPort(url.port())
                .setSsl(url.tls())
                .setURI(url.target())
                .setFollowRedirects(false);
    }

    /**
     * Sends the request and gives what the reader made of the answer.
     *
     * @param body null for a request without one
     * @throws TimeoutException when the answer was not complete in time; the exchange is broken off
     * @throws ExecutionException with the reason why it failed as its cause
     */
    public <T> T exchange(RequestOptions options, @Nullable Buffer body, AnswerReader<T> reader)
            throws InterruptedException, ExecutionException, TimeoutException {
        Promise<HttpClientRequest> opened = Promise.promise();
        Promise<T> answer = Promise.promise();
        // On a thread of the client's: what arrives before anybody listens to it is lost.
        vertx.runOnContext(started -> client.request(options)
                .onComplete(opened)
                .compose(request -> {
                    // What fails is told through the answer; without a handler it would be logged as an error of ours.
                    request.exceptionHandler(told -> {});
                    return (body == null ? request.send() : request.send(body))
                            .compose(response -> reader.read(request, response));
                })
                .onComplete(answer));
        try {
            return answer.future()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            opened.future().onSuccess(HttpClientRequest::reset);
            throw e;
        }
    }

    /** Listens to an answer, at once when it is called. */
    @FunctionalInterface
    public interface AnswerReader<T> {
        Future<T> read(HttpClientRequest request, HttpClientResponse response);
    }
}
