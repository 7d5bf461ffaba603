package dev.callsheet.gateway.activity;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.gateway.client.Client;
import dev.callsheet.gateway.document.ApiVersions;
import dev.callsheet.platform.web.error.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns a request that is over into an entry of the log. */
public final class RequestRecorder {

    /** The client went away before there was an answer; the number is nginx's. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private static final String UNREADABLE = "-";
    private static final CharSequence X_IDEMPOTENCY_KEY = HttpHeaders.createOptimized("X-Idempotency-Key");
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("Idempotency-Key");
    private static final String SCHEME = "Bearer ";

    private final RequestLog log;
    private final ApiKeyFormat keys;

    public RequestRecorder(RequestLog log, ApiKeyFormat keys) {
        this.log = log;
        this.keys = keys;
    }

    /**
     * Records it.
     *
     * @param route the line of the routing table; null where there is none
     * @param principal null where nobody was authenticated
     * @param errorCode of the refusal; null where it was none
     */
    public void record(
            HttpServerRequest request,
            Client client,
            String requestId,
            @Nullable String route,
            @Nullable Principal principal,
            @Nullable String errorCode,
            Instant startedAt,
            Duration took) {
        HttpServerResponse response = request.response();
        log.add(new RequestEntry(
                startedAt,
                principal == null ? null : principal.organizationId(),
                Redaction.text(requestId),
                principal == null ? null : principal.credentialId(),
                principal == null ? null : principal.credentialType().spelling(),
                keyPrefix(request, principal),
                principal == null ? null : principal.userId(),
                request.method().name(),
                route,
                Redaction.path(request.path(), request.query()),
                response.headWritten() ? response.getStatusCode() : CLIENT_CLOSED_REQUEST,
                errorCode,
                (int) Math.min(took.toMillis(), Integer.MAX_VALUE),
                request.bytesRead(),
                response.bytesWritten(),
                client.address().text(),
                Redaction.optional(request.getHeader(HttpHeaders.USER_AGENT)),
                Redaction.optional(request.headers().get(ApiVersions.HEADER)),
                request.headers().contains(X_IDEMPOTENCY_KEY)
                        || request.headers().contains(IDEMPOTENCY_KEY)));
    }

    /** Records what was no request. */
    public void recordUnreadable(Client client, String requestId, ErrorCode code, Instant startedAt) {
        log.add(new RequestEntry(
                startedAt,
                null,
                requestId,
                null,
                null,
                null,
                null,
                UNREADABLE,
                null,
                UNREADABLE,
                code.status(),
                code.name(),
                0,
                0,
                0,
                client.address().text(),
                null,
                null,
                false));
    }

    /* Of what is no well-formed key not even the beginning is kept: it may be a password in the wrong place. */
    private @Nullable String keyPrefix(HttpServerRequest request, @Nullable Principal principal) {
        if (principal != null && principal.credentialType() == CredentialType.USER) {
            return null;
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String text = authorization.substring(SCHEME.length()).strip();
        boolean wellFormed = principal == null ? keys.environmentOf(text).isPresent() : keys.claimsToBeKey(text);
        return wellFormed ? ApiKeyFormat.displayed(text) : null;
    }
}
