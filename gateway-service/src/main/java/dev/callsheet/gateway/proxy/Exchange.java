package dev.callsheet.gateway.proxy;

import dev.callsheet.gateway.refusal.RefusalWriter;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.security.InternalTokens;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through. All of it runs on the request's own event loop, so its fields need no locks.
 *
 * <p>It ends in one of four ways: the answer is complete; it was refused; it was cut off after it had begun; or the
 * client went away. Whichever comes first, {@link #over} is set and nothing that arrives later matters.
 */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /** Methods that may be repeated when it is not known whether the first try arrived (RFC 9110, 9.2.2). */
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    private static final CharSequence SENDER = HttpHeaders.createOptimized(InternalTokens.SENDER_HEADER);

    private static final long UNKNOWN = -1;

    private final ForwardingProxy proxy;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Errand errand;
    private final Consumer<String> errors;
    private final boolean hasBody;
    private final boolean repeatable;

    private @Nullable HttpClientRequest upstreamRequest;
    private boolean secondTry;
    private boolean bodySent;
    private boolean over;
    private boolean tellsItsCode;
    private boolean waitsForUpstream = true;
    private long received;
    private long bodySince;
    private long pausedSince;
    private long toAnswer = UNKNOWN;
    private @Nullable GzipStream gzip;
    private long startedAt;
    private long lastSign;
    private @Nullable Set<Exchange> watched;

    Exchange(ForwardingProxy proxy, HttpServerRequest request, Errand errand, Consumer<String> errors) {
        this.proxy = proxy;
        this.request = request;
        this.response = request.response();
        this.errand = errand;
        this.errors = errors;
        this.hasBody = RefusalWriter.hasBody(request);
        this.repeatable = !hasBody && IDEMPOTENT.contains(request.method());
    }

    void start() {
        if (announcesTooMuch()) {
            refuse(tooLarge());
            return;
        }
        startedAt = System.nanoTime();
        lastSign = startedAt;
        Set<Exchange> ofThisLoop = proxy.watch.ofThisLoop();
        ofThisLoop.add(this);
        watched = ofThisLoop;
        connect(proxy.pooled.current());
    }

    private boolean announcesTooMuch() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length != null && Long.parseLong(length) > proxy.limits.body();
        } catch (NumberFormatException tooLongForANumber) {
            return true;
        }
    }

    private void connect(HttpClient client) {
        Upstream upstream = errand.upstream();
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setServer(upstream.address())
                .setHost(upstream.address().host())
                .setPort(upstream.address().port())
                .setSsl(upstream.tls())
                .setURI(errand.path());
        client.request(options).onComplete(connected -> {
            if (over) {
                if (connected.succeeded()) {
                    heedFailures(connected.result()).reset();
                }
            } else if (connected.succeeded()) {
                send(connected.result());
            } else {
                unreachable(connected.cause());
            }
        });
    }

    /** Without a caller the gateway shows itself, so that the address it saw is believed. */
    private void addHeaders(MultiMap headers) {
        HeaderRules.forRequest(request, errand, headers);
        if (errand.internalToken() == null) {
            headers.add(SENDER, proxy.sender.get());
        }
    }

    private void send(HttpClientRequest sending) {
        upstreamRequest = heedFailures(sending);
        addHeaders(sending.headers());
        sending.response().onComplete(answer -> {
            if (over) {
                return;
            }
            if (answer.succeeded()) {
                answer(answer.result());
            } else {
                lost(answer.cause());
            }
        });
        if (hasBody) {
            if (request.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
                sending.setChunked(true);
            }
            streamBody(sending);
        } else {
            bodySent = true;
            sending.end();
            request.resume();
        }
    }

    private void streamBody(HttpClientRequest sending) {
        /* Only now: a client that asked first is not made to send what would be refused. */
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            response.writeContinue();
        }
        waitsForUpstream = false;
        /* Until now the client could not send: what connecting took is none of its silence. */
        bodySince = System.nanoTime();
        lastSign = bodySince;
        request.handler(chunk -> {
            lastSign = System.nanoTime();
            if (over) {
                return;
            }
            received += chunk.length();
            if (isTooSlow()) {
                abandonClient("its body trickles");
                return;
            }
            if (received > proxy.limits.body()) {
                refuse(tooLarge());
                return;
            }
            sending.write(chunk);
            if (sending.writeQueueFull()) {
                waitsForUpstream = true;
                pausedSince = lastSign;
                request.pause();
                sending.drainHandler(_ -> {
                    lastSign = System.nanoTime();
                    bodySince += lastSign - pausedSince;
                    waitsForUpstream = false;
                    request.resume();
                });
            }
        });
        request.endHandler(_ -> {
            lastSign = System.nanoTime();
            waitsForUpstream = true;
            bodySent = true;
            if (!over) {
                sending.end();
            }
        });
        request.resume();
    }

    /* A byte now and then would keep the exchange alive for ever; what the service takes to read does not count. */
    private boolean isTooSlow() {
        long allowed = proxy.limits.grace().toNanos() + received * 1_000_000_000L / proxy.limits.rate();
        return lastSign - bodySince > allowed;
    }

    private void abandonClient(String reason) {
        LOG.debugf("Request %s: the client is abandoned: %s", errand.requestId(), reason);
        finish();
        resetUpstream();
        proxy.refusals.cutOff(request);
    }

    private void answer(HttpClientResponse answer) {
        lastSign = System.nanoTime();
        waitsForUpstream = true;
        proxy.answered(errand.upstream().service(), lastSign - startedAt);
        response.setStatusCode(answer.statusCode());
        tellsItsCode = answer.statusCode() >= 400;
        HeaderRules.forResponse(answer.headers(), response.headers());
        if (!bodySent) {
            proxy.refusals.announceAbandonedBody(request);
        }
        if (hasNoBody(answer)) {
            answer.endHandler(_ -> complete(null));
            answer.exceptionHandler(this::cutOff);
            return;
        }
        String length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        toAnswer = length == null ? UNKNOWN : Long.parseLong(length);
        if (Compression.apply(request, errand.route(), answer.statusCode(), response.headers(), toAnswer)) {
            gzip = new GzipStream();
        }
        if (length == null || gzip != null) {
            response.setChunked(true);
        }
        streamAnswer(answer);
    }

    private boolean hasNoBody(HttpClientResponse answer) {
        return request.method().equals(HttpMethod.HEAD) || answer.statusCode() == 204 || answer.statusCode() == 304;
    }

    private void streamAnswer(HttpClientResponse answer) {
        answer.handler(chunk -> {
            lastSign = System.nanoTime();
            if (over) {
                return;
            }
            if (tellsItsCode) {
                tellsItsCode = false;
                String code = ErrorCodeReader.find(chunk);
                if (code != null) {
                    errors.accept(code);
                }
            }
            if (toAnswer != UNKNOWN) {
                toAnswer -= chunk.length();
                if (toAnswer == 0) {
                    /* The last piece and the end in one write: most answers are one piece. */
                    complete(chunk);
                    return;
                }
            }
            Buffer piece = gzip == null ? chunk : gzip.next(chunk);
            if (piece.length() > 0) {
                response.write(piece);
            }
            if (response.writeQueueFull()) {
                waitsForUpstream = false;
                answer.pause();
                response.drainHandler(_ -> {
                    lastSign = System.nanoTime();
                    waitsForUpstream = true;
                    answer.resume();
                });
            }
        });
        answer.endHandler(_ -> complete(null));
        answer.exceptionHandler(this::cutOff);
    }

    private void complete(@Nullable Buffer last) {
        if (over) {
            return;
        }
        Buffer rest = gzip == null ? last : gzipped(gzip, last);
        finish();
        if (rest == null) {
            response.end();
        } else {
            response.end(rest);
        }
        if (!bodySent) {
            resetUpstream();
            proxy.refusals.abandonBody(request);
        }
    }

    private static Buffer gzipped(GzipStream gzip, @Nullable Buffer last) {
        Buffer rest = last == null ? Buffer.buffer() : gzip.next(last);
        return rest.appendBuffer(gzip.end());
    }

    /* Nothing was sent, so any request may be tried again when the pool handed out a connection that had died. */
    private void unreachable(Throwable reason) {
        if (reason instanceof HttpClosedException && !secondTry) {
            tryAgain(reason);
            return;
        }
        LOG.debugf(
                "Request %s: %s is not reachable: %s",
                errand.requestId(), errand.upstream().service(), reason);
        refuse(unavailable());
    }

    private void lost(Throwable reason) {
        if (repeatable && !secondTry) {
            tryAgain(reason);
            return;
        }
        LOG.warnf(
                "Request %s: %s closed the connection without an answer to %s %s: %s",
                errand.requestId(),
                errand.upstream().service(),
                request.method(),
                errand.route().template(),
                reason);
        refuse(unavailable());
    }

    private void tryAgain(Throwable reason) {
        secondTry = true;
        LOG.debugf(
                "Request %s to %s is tried again: %s",
                errand.requestId(), errand.upstream().service(), reason);
        proxy.retried(errand.upstream().service());
        connect(proxy.fresh.current());
    }

    /* The client must not take half a body for a whole one. */
    private void cutOff(Throwable reason) {
        if (over) {
            return;
        }
        finish();
        LOG.warnf(
                "Request %s: %s broke off its answer to %s %s: %s",
                errand.requestId(),
                errand.upstream().service(),
                request.method(),
                errand.route().template(),
                reason);
        resetUpstream();
        proxy.refusals.cutOff(request);
    }

    private void refuse(ApiException refusal) {
        finish();
        resetUpstream();
        errors.accept(refusal.code().name());
        proxy.refusals.refuse(request, errand.requestId(), refusal);
    }

    /* The end of the response comes here, too; what matters is when it comes before ours. */
    void clientIsDone() {
        if (over) {
            return;
        }
        finish();
        LOG.debugf("Request %s: the client went away", errand.requestId());
        resetUpstream();
    }

    /** Ends the exchange when whoever has to give a sign has not for too long. */
    void checkSilence() {
        long silentFor = (System.nanoTime() - lastSign) / 1_000_000;
        if (over || silentFor < proxy.limits.silence().toMillis()) {
            return;
        }
        if (!waitsForUpstream) {
            abandonClient("it kept the connection waiting");
        } else if (response.headWritten()) {
            cutOff(new java.util.concurrent.TimeoutException("silent for " + silentFor + " ms"));
        } else {
            LOG.warnf(
                    "Request %s: %s did not answer %s %s within %s",
                    errand.requestId(),
                    errand.upstream().service(),
                    request.method(),
                    errand.route().template(),
                    proxy.limits.silence());
            refuse(new ApiException(
                    ErrorCode.UPSTREAM_TIMEOUT,
                    "The %s service did not answer within %d seconds."
                            .formatted(
                                    errand.upstream().service(),
                                    proxy.limits.silence().toSeconds())));
        }
    }

    private void finish() {
        over = true;
        if (gzip != null) {
            gzip.close();
        }
        if (watched != null) {
            watched.remove(this);
        }
    }

    /* Whatever fails is told through the answer as well; without a handler it would be logged as an error of ours. */
    private HttpClientRequest heedFailures(HttpClientRequest sending) {
        return sending.exceptionHandler(failure -> LOG.tracef("Request %s upstream: %s", errand.requestId(), failure));
    }

    private void resetUpstream() {
        if (upstreamRequest != null) {
            upstreamRequest.reset();
        }
    }

    private ApiException unavailable() {
        return ApiException.unavailable(
                "The %s service is not available at the moment."
                        .formatted(errand.upstream().service()),
                proxy.limits.retryAfter());
    }

    private ApiException tooLarge() {
        return new ApiException(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "The body is larger than the %d bytes that a request may have.".formatted(proxy.limits.body()));
    }
}
