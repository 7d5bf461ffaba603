package dev.callsheet.gateway.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.gateway.connection.ConnectionGuard;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorBody;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.RequestId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Writes a refusal and sees to the body that nobody will read. */
@ApplicationScoped
public class RefusalWriter {

    /** How long a client that is still sending gets to read why it should stop. */
    private static final long LINGER_MILLIS = 2_000;

    private final Vertx vertx;
    private final ObjectMapper json;

    @Inject
    public RefusalWriter(Vertx vertx, ObjectMapper json) {
        this.vertx = vertx;
        this.json = json;
    }

    /** Answers with the refusal; a response that has begun is cut off instead, so that nobody takes it for whole. */
    public void refuse(HttpServerRequest request, String requestId, ApiException refusal) {
        refuse(request, requestId, refusal, false);
    }

    /** The same, and nothing more is read from the connection: where the next request would begin is not known. */
    public void refuseAndClose(HttpServerRequest request, String requestId, ApiException refusal) {
        refuse(request, requestId, refusal, true);
    }

    private void refuse(HttpServerRequest request, String requestId, ApiException refusal, boolean last) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            cutOff(request);
            return;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        String allow = response.headers().get(HttpHeaders.ALLOW);
        response.headers().clear();
        if (allow != null && refusal.code() == ErrorCode.METHOD_NOT_ALLOWED) {
            response.putHeader(HttpHeaders.ALLOW, allow);
        }
        response.setStatusCode(refusal.code().status())
                .putHeader(RequestId.HEADER, requestId)
                .putHeader(HttpHeaders.CONTENT_TYPE, ErrorBody.mediaTypeFor(accept));
        if (refusal.retryAfter() != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(ErrorBody.retrySeconds(refusal.retryAfter())));
        }
        if (refusal.code().status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        Buffer body = body(refusal, requestId, accept);
        boolean abandoned = announceAbandonedBody(request) || last;
        if (last) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.end();
        } else {
            response.end(body);
        }
        if (abandoned) {
            abandonBody(request);
        }
    }

    /** To be called before the response's head is written: tells the client when this is the connection's last. */
    public boolean announceAbandonedBody(HttpServerRequest request) {
        boolean unread = !request.isEnded() && hasBody(request);
        if (unread && request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        return unread;
    }

    /**
     * To be called after the response's end. A body that is still arriving would be taken for the next request, so the
     * connection ends; not at once, because closing on unread bytes resets it, and a reset can overtake the answer.
     */
    public void abandonBody(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
            return;
        }
        ConnectionGuard.of(request).endWithThis();
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        long timer = vertx.setTimer(LINGER_MILLIS, _ -> request.connection().close());
        request.exceptionHandler(_ -> vertx.cancelTimer(timer));
        request.handler(_ -> {});
        request.endHandler(_ -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
        request.resume();
    }

    /** Ends a response that cannot be completed such that the client notices, whether or not it reads what it has got. */
    public void cutOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
            return;
        }
        ConnectionGuard guard = ConnectionGuard.of(request);
        if (request.version() == HttpVersion.HTTP_1_0) {
            /* The end of the connection is the end of its answer, so it must not be an orderly one. */
            guard.cut();
            return;
        }
        request.connection().close();
        vertx.setTimer(LINGER_MILLIS, _ -> guard.cut());
    }

    /** Whether the head of the request announces a body. */
    public static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD);
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private Buffer body(ApiException refusal, String requestId, @Nullable String accept) {
        try {
            return Buffer.buffer(
                    json.writeValueAsBytes(ErrorBody.of(refusal, requestId).entityFor(accept)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The refusal " + refusal.code() + " cannot be written as JSON", e);
        }
    }
}
