package dev.callsheet.webhook.delivery;

import dev.callsheet.platform.web.egress.EndpointClient;
import dev.callsheet.platform.web.egress.EndpointRefusedException;
import dev.callsheet.platform.web.egress.EndpointUrl;
import dev.callsheet.platform.web.egress.EndpointVetting;
import dev.callsheet.platform.web.egress.ResolverUnavailableException;
import dev.callsheet.platform.web.egress.VettedEndpoint;
import dev.callsheet.webhook.signature.WebhookSignature;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt: vets the address, connects to exactly that one, signs, posts, and reads the beginning of the
 * answer. Blocks, so it belongs on a virtual thread. Never throws for what a receiver does.
 */
public final class WebhookSender {

    /** What the log keeps of an answer; also where reading stops, so that a receiver cannot keep us reading. */
    private static final int BODY_KEPT = 4_096;

    private final EndpointClient client;
    private final EndpointVetting vetting;
    private final Clock clock;

    public WebhookSender(EndpointClient client, EndpointVetting vetting, Clock clock) {
        this.client = client;
        this.vetting = vetting;
        this.clock = clock;
    }

    public AttemptOutcome send(OutgoingWebhook webhook) {
        Attempt attempt = new Attempt(clock.instant(), System.nanoTime());
        try {
            VettedEndpoint endpoint = vetting.vet(EndpointUrl.parse(webhook.url()));
            return exchange(endpoint, webhook, attempt);
        } catch (EndpointRefusedException e) {
            return attempt.failed("The URL " + e.getMessage(), false);
        } catch (ResolverUnavailableException e) {
            return attempt.failed(Objects.requireNonNull(e.getMessage()), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return attempt.failed("Interrupted by a shutdown", true);
        }
    }

    private AttemptOutcome exchange(VettedEndpoint endpoint, OutgoingWebhook webhook, Attempt attempt)
            throws InterruptedException {
        byte[] body = webhook.payload().getBytes(StandardCharsets.UTF_8);
        RequestOptions request = requestOf(endpoint, webhook, body, attempt.startedAt);
        try {
            return attempt.answered(client.exchange(request, Buffer.buffer(body), WebhookSender::answerOf));
        } catch (TimeoutException e) {
            return attempt.failed(
                    "No complete answer within " + client.timeout().toMillis() + " ms", false);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            return attempt.failed(reasonOf(cause), isOurs(cause));
        }
    }

    private static RequestOptions requestOf(
            VettedEndpoint endpoint, OutgoingWebhook webhook, byte[] body, Instant now) {
        RequestOptions request = EndpointClient.request(HttpMethod.POST, endpoint)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Callsheet-Webhooks/1.0");
        WebhookSignature.headers(webhook.secrets(), webhook.eventId(), webhook.eventType(), now, body)
                .forEach(request::putHeader);
        if (webhook.authHeader() != null) {
            request.putHeader("Authorization", webhook.authHeader());
        }
        if (webhook.gap() != null) {
            request.putHeader("X-Webhook-Gap", Long.toString(webhook.gap()));
        }
        return request;
    }

    private static Future<Answer> answerOf(HttpClientRequest request, HttpClientResponse response) {
        Promise<Answer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            int room = BODY_KEPT - body.length();
            body.appendBuffer(chunk.length() <= room ? chunk : chunk.slice(0, room));
            if (body.length() >= BODY_KEPT && promise.tryComplete(answer(response, body))) {
                request.reset();
            }
        });
        response.exceptionHandler(promise::tryFail);
        response.endHandler(ended -> promise.tryComplete(answer(response, body)));
        return promise.future();
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        // Postgres stores no NUL, and a body cut in the middle of a character ends in a replacement character.
        String text = body.toString(StandardCharsets.UTF_8).replace("\0", "");
        return new Answer(response.statusCode(), text, response.getHeader("Retry-After"));
    }

    private static String reasonOf(Throwable cause) {
        String detail =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        return switch (cause) {
            case SSLException tls -> "TLS handshake failed: " + detail;
            case ConnectException refused -> "Connection failed: " + detail;
            default -> "The exchange broke off: " + detail;
        };
    }

    /** Without a route of our own nothing is known about the receiver. */
    private static boolean isOurs(Throwable cause) {
        String message = cause.getMessage();
        return cause instanceof NoRouteToHostException
                || (message != null && message.contains("Network is unreachable"))
                || (message != null && message.contains("Too many open files"));
    }

    private record Answer(int status, String body, @Nullable String retryAfter) {}

    /** When it began, so that every way it can end knows how long it took. */
    private final class Attempt {

        private final Instant startedAt;
        private final long startedNanos;

        private Attempt(Instant startedAt, long startedNanos) {
            this.startedAt = startedAt;
            this.startedNanos = startedNanos;
        }

        private AttemptOutcome answered(Answer answer) {
            return new AttemptOutcome(
                    startedAt,
                    answer.status(),
                    answer.body(),
                    elapsedMillis(),
                    errorOf(answer.status()),
                    false,
                    RetryAfter.parse(answer.retryAfter(), clock.instant()).orElse(null));
        }

        private AttemptOutcome failed(String error, boolean ours) {
            return new AttemptOutcome(startedAt, null, null, elapsedMillis(), error, ours, null);
        }

        private int elapsedMillis() {
            return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        }

        private @Nullable String errorOf(int status) {
            if (status >= 200 && status < 300) {
                return null;
            }
            return status >= 300 && status < 400
                    ? "The receiver answered " + status + "; redirects are not followed"
                    : "The receiver answered " + status;
        }
    }
}
