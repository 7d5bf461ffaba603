package dev.callsheet.platform.data.idempotency;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.data.fault.DatabaseFaults;
import dev.callsheet.platform.data.secret.SecretBox;
import dev.callsheet.platform.data.session.Invocations;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.data.session.Sessions;
import dev.callsheet.platform.web.body.RequestDigest;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.EnvelopeRenderer;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Claims the key, lets the request run, and stores its answer, all in one transaction. A second request with the key
 * waits on the first one's uncommitted row, for 3 s at most; a failure rolls the claim back, so that the client may try
 * again under the same key. A request that calls somebody outside has its claim committed first instead, and a failure
 * takes it back.
 */
@Interceptor
@Idempotent
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class IdempotentInterceptor {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String LOCK_TIMEOUT = "55P03";

    /** Set in a request that has its key: a route that calls another one, as PATCH calls PUT, must not claim it again. */
    private static final String CLAIMING = "callsheet.idempotency.claiming";

    /** Takes the key when it is free or has expired. The bound on waiting is set before the insert meets the first row. */
    private static final String CLAIM = """
            insert into idempotency_record as r (organization_id, credential_id, key, fingerprint, expires_at)
            select $1, $2, $3, $4, now() + make_interval(secs => $5)
            from (select set_config('lock_timeout', '3s', true)) bounded
            on conflict (organization_id, credential_id, key)
            do update set fingerprint = excluded.fingerprint, expires_at = excluded.expires_at, status = null
            where r.expires_at <= now()
            """;

    private static final String FIND =
            "select fingerprint, status, headers, body, sealed from idempotency_record where credential_id = $1 and key = $2";

    private static final String STORE = """
            update idempotency_record
            set status = $3, headers = $4, body = $5, sealed = $6, expires_at = now() + make_interval(secs => $7)
            where credential_id = $1 and key = $2
            """;

    private static final String RELEASE =
            "delete from idempotency_record where credential_id = $1 and key = $2 and status is null";

    private static final Duration KEPT = Duration.ofHours(24);

    /** How long a claim holds whose request was lost in a crash; longer than any call to the outside may take. */
    private static final Duration RUNNING = Duration.ofMinutes(2);

    private final Sessions sessions;
    private final EnvelopeRenderer renderer;
    private final SecretBox secrets;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Request request;

    @Inject
    IdempotentInterceptor(
            Sessions sessions,
            EnvelopeRenderer renderer,
            SecretBox secrets,
            HttpHeaders headers,
            UriInfo uri,
            Request request) {
        this.sessions = sessions;
        this.renderer = renderer;
        this.secrets = secrets;
        this.headers = headers;
        this.uri = uri;
        this.request = request;
    }

    @AroundInvoke
    Object answerOnce(InvocationContext invocation) {
        IdempotencyKey key = IdempotencyKey.of(headers).orElse(null);
        Context context = Objects.requireNonNull(Vertx.currentContext(), "A route runs on a Vert.x context");
        if (key == null || context.getLocal(CLAIMING) != null) {
            return Invocations.proceed(invocation);
        }
        context.putLocal(CLAIMING, key);
        Idempotent idempotent = invocation.getMethod().getAnnotation(Idempotent.class);
        boolean secret = idempotent.secretAnswer();
        Principal caller = CallContext.current().requirePrincipal();
        Claim claim = new Claim(caller.credentialId(), key.value(), fingerprint());
        if (idempotent.callsOutside()) {
            return sessions.write(() -> take(caller, claim, RUNNING))
                    .chain(taken -> taken ? runApart(invocation, claim, secret) : sessions.read(() -> replay(claim)));
        }
        return sessions.<Object>write(() -> take(caller, claim, KEPT)
                .chain(taken -> taken
                        ? Invocations.proceed(invocation).chain(answer -> store(claim, answer, secret))
                        : replay(claim)));
    }

    private Uni<Object> runApart(InvocationContext invocation, Claim claim, boolean secret) {
        return Invocations.proceed(invocation)
                .chain(answer -> sessions.write(() -> store(claim, answer, secret)))
                .onFailure()
                .call(() -> sessions.write(() -> SessionSql.update(RELEASE, claim.credentialId(), claim.key())));
    }

    private String fingerprint() {
        return request.getMethod() + " " + uri.getRequestUri().getRawPath() + " " + RequestDigest.current();
    }

    private Uni<Boolean> take(Principal caller, Claim claim, Duration holds) {
        return SessionSql.update(
                        CLAIM,
                        caller.organizationId(),
                        claim.credentialId(),
                        claim.key(),
                        claim.fingerprint(),
                        seconds(holds))
                .map(inserted -> inserted == 1)
                .onFailure(IdempotentInterceptor::isLockTimeout)
                .transform(waited -> stillRunning());
    }

    private static ApiException stillRunning() {
        return new ApiException(ErrorCode.CONFLICT, "The first request with this idempotency key is still running.")
                .withRetryAfter(RETRY);
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds();
    }

    private Uni<Object> replay(Claim claim) {
        return SessionSql.select(FIND, claim.credentialId(), claim.key()).map(rows -> answerFrom(rows, claim));
    }

    private Object answerFrom(ReactiveConnection.Result rows, Claim claim) {
        if (!rows.hasNext()) {
            throw new ApiException(ErrorCode.CONFLICT, "The first request with this idempotency key has just ended.")
                    .withRetryAfter(RETRY);
        }
        Object[] row = rows.next();
        if (!claim.fingerprint().equals(row[0])) {
            throw new ApiException(
                    ErrorCode.UNPROCESSABLE,
                    "The idempotency key '%s' belongs to another request: use a new key for a new request."
                            .formatted(claim.key()));
        }
        if (row[1] == null) {
            throw stillRunning();
        }
        String body = (String) row[3];
        boolean sealed = (Boolean) row[4];
        String opened = body != null && sealed ? secrets.open(body, claim.secretContext()) : body;
        return StoredAnswer.read((Integer) row[1], (String) row[2], opened)
                .toResponse()
                .header(REPLAYED, "true")
                .build();
    }

    private Uni<Object> store(Claim claim, @Nullable Object result, boolean secret) {
        StoredAnswer answer = answerOf(result);
        String body = answer.body();
        String kept = body != null && secret ? secrets.seal(body, claim.secretContext()) : body;
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .chain(() -> SessionSql.update(
                        STORE,
                        claim.credentialId(),
                        claim.key(),
                        answer.status(),
                        answer.headersAsJson(),
                        kept,
                        secret,
                        seconds(KEPT)))
                .map(stored -> answer.toResponse().build());
    }

    private StoredAnswer answerOf(@Nullable Object result) {
        Map<String, String> kept = new LinkedHashMap<>();
        int status = 200;
        Object entity = result;
        if (result instanceof RestResponse<?> response) {
            status = response.getStatus();
            entity = response.getEntity();
            response.getStringHeaders().forEach((name, values) -> kept.put(name, String.join(", ", values)));
        } else if (result instanceof Response) {
            throw new IllegalStateException("An idempotent route answers with an Envelope or a RestResponse.");
        }
        if (!(entity instanceof Envelope<?> envelope)) {
            return new StoredAnswer(entity == null && status == 200 ? 204 : status, kept, null);
        }
        EnvelopeRenderer.Rendered rendered = renderer.render(envelope);
        kept.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON + ";charset=UTF-8");
        if (rendered.tag() != null) {
            kept.put(HttpHeaders.ETAG, rendered.tag());
        }
        return new StoredAnswer(status, kept, rendered.body());
    }

    private static boolean isLockTimeout(Throwable failure) {
        return DatabaseFaults.causes(failure)
                .anyMatch(cause -> cause instanceof PgException fault && LOCK_TIMEOUT.equals(fault.getSqlState()));
    }

    /** A key as one credential uses it, for one request. */
    private record Claim(UUID credentialId, String key, String fingerprint) {
        String secretContext() {
            return "idempotency:" + credentialId + ":" + key;
        }
    }
}
