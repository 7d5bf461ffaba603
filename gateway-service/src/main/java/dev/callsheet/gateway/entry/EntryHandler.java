package dev.callsheet.gateway.entry;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.gateway.activity.OwnRefusals;
import dev.callsheet.gateway.activity.Redaction;
import dev.callsheet.gateway.activity.RequestRecorder;
import dev.callsheet.gateway.authentication.Answer;
import dev.callsheet.gateway.authentication.Caller;
import dev.callsheet.gateway.authentication.Credential;
import dev.callsheet.gateway.authentication.CredentialReader;
import dev.callsheet.gateway.authentication.CredentialReader.Reading;
import dev.callsheet.gateway.authentication.PrincipalCache;
import dev.callsheet.gateway.authentication.PrincipalCache.Outcome;
import dev.callsheet.gateway.client.Client;
import dev.callsheet.gateway.client.Clients;
import dev.callsheet.gateway.client.CredentialUse;
import dev.callsheet.gateway.connection.ConnectionGuard;
import dev.callsheet.gateway.connection.Connections;
import dev.callsheet.gateway.document.ApiVersions;
import dev.callsheet.gateway.document.DescriptionResponder;
import dev.callsheet.gateway.limit.RequestLimits;
import dev.callsheet.gateway.limit.Standing;
import dev.callsheet.gateway.limit.Verdict;
import dev.callsheet.gateway.origin.CrossOrigin;
import dev.callsheet.gateway.proxy.Errand;
import dev.callsheet.gateway.proxy.ForwardingProxy;
import dev.callsheet.gateway.proxy.HeaderRules;
import dev.callsheet.gateway.proxy.Upstream;
import dev.callsheet.gateway.refusal.RefusalWriter;
import dev.callsheet.gateway.routing.RequestPath;
import dev.callsheet.gateway.routing.Route;
import dev.callsheet.gateway.routing.RouteTable;
import dev.callsheet.gateway.status.StatusResponder;
import dev.callsheet.gateway.usage.KeyUsage;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.RequestId;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes every request to the API port. */
public final class EntryHandler implements Handler<HttpServerRequest> {

    private static final Logger LOG = Logger.getLogger(EntryHandler.class);
    private static final CharSequence ORGANIZATION = HttpHeaders.createOptimized("X-Organization-ID");
    private static final List<String> BASE = List.of("api", "v1");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String CALL = "callsheet.call";

    private final RouteTable table;
    private final Map<String, Upstream> upstreams;
    private final CredentialReader credentials;
    private final PrincipalCache principals;
    private final Function<Principal, String> signer;
    private final InstantSource clock;
    private final ForwardingProxy proxy;
    private final StatusResponder status;
    private final DescriptionResponder description;
    private final ApiVersions versions;
    private final RefusalWriter refusals;
    private final RequestMeter meter;
    private final @Nullable RequestRecorder recorder;
    private final Connections connections;
    private final AnswerHeaders answers;
    private final CrossOrigin origins;
    private final KeyUsage usage;
    private final RequestLimits limits;
    private final Map<String, OwnAnswer> ownAnswers;
    private final Handler<HttpServerRequest> own;
    private final CredentialUse uses;
    private final Clients clients;
    private final int maxHeaderSize;

    EntryHandler(
            RouteTable table,
            Map<String, Upstream> upstreams,
            CredentialReader credentials,
            PrincipalCache principals,
            Function<Principal, String> signer,
            InstantSource clock,
            ForwardingProxy proxy,
            StatusResponder status,
            DescriptionResponder description,
            ApiVersions versions,
            RefusalWriter refusals,
            RequestMeter meter,
            @Nullable RequestRecorder recorder,
            Connections connections,
            AnswerHeaders answers,
            CrossOrigin origins,
            KeyUsage usage,
            RequestLimits limits,
            Map<String, OwnAnswer> ownAnswers,
            Handler<HttpServerRequest> own,
            CredentialUse uses,
            Clients clients,
            int maxHeaderSize) {
        this.table = table;
        this.upstreams = Map.copyOf(upstreams);
        this.credentials = credentials;
        this.principals = principals;
        this.signer = signer;
        this.clock = clock;
        this.proxy = proxy;
        this.status = status;
        this.description = description;
        this.versions = versions;
        this.refusals = refusals;
        this.meter = meter;
        this.recorder = recorder;
        this.connections = connections;
        this.answers = answers;
        this.origins = origins;
        this.usage = usage;
        this.limits = limits;
        this.ownAnswers = Map.copyOf(ownAnswers);
        this.own = own;
        this.uses = uses;
        this.clients = clients;
        this.maxHeaderSize = maxHeaderSize;
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.pause();
        ConnectionGuard guard = ConnectionGuard.of(request);
        if (guard.isEnding() || guard.cutIfUnread()) {
            return;
        }
        String requestId = requestIdOf(request);
        Call call = new Call(request, guard, clients.of(request), requestId);
        call.run(() -> {
            limits.refuseBanned(call.client);
            admit(call);
        });
    }

    /**
     * The first step of Quarkus' router, which has only what {@link Call#answerHere} passes on to it. From here on the
     * response's handlers are the router's; it tells of the head and of the end.
     */
    static void takeOver(RoutingContext routing) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "a request has a context");
        Call call = Objects.requireNonNull(context.getLocal(CALL), "requests come by answerHere() only");
        call.routing = routing;
        routing.addHeadersEndHandler(_ -> call.completeHead());
        routing.addEndHandler(_ -> call.end());
        routing.next();
    }

    /** What cannot even be read as a request does not get to {@link #handle}. */
    void refuseUnreadable(HttpServerRequest request) {
        if (request.response().closed()) {
            return;
        }
        Instant startedAt = clock.instant();
        String requestId = RequestId.of(null);
        ApiException refusal = UnreadableRequest.refusal(request.decoderResult());
        Client client = clients.of(request);
        request.response().headersEndHandler(_ -> answers.complete(request, client, RequestMeter.NONE));
        refusals.refuseAndClose(request, requestId, refusal);
        meter.record(RequestMeter.NONE, refusal.code().status(), 0);
        if (recorder != null) {
            recorder.recordUnreadable(client, requestId, refusal.code(), startedAt);
        }
        LOG.debugf("Request %s could not be read: %s", requestId, request.decoderResult());
    }

    /* An id is in every log there is, so it must not be a key that was pasted into the wrong header. */
    private static String requestIdOf(HttpServerRequest request) {
        String sent = request.headers().get(HeaderRules.REQUEST_ID);
        return RequestId.of(Redaction.holdsCredential(sent) ? null : sent);
    }

    private static ApiException malformedPath() {
        return new ApiException(
                ErrorCode.VALIDATION_ERROR,
                "The path is malformed: it must have no empty, '.' or '..' segments, and no encoded separators.");
    }

    private void admit(Call call) {
        if (RequestHead.check(call.request) > maxHeaderSize) {
            throw new ApiException(
                    ErrorCode.HEADERS_TOO_LARGE,
                    "The headers have more than the %d bytes that are accepted.".formatted(maxHeaderSize));
        }
        if (!RequestHead.METHODS.contains(call.request.method())) {
            call.request.response().putHeader(HttpHeaders.ALLOW, RequestHead.ALLOWED_METHODS);
            throw new ApiException(
                    ErrorCode.METHOD_NOT_ALLOWED,
                    "The method %s is none of %s.".formatted(call.request.method(), RequestHead.ALLOWED_METHODS));
        }
        RequestPath path = RequestPath.parse(call.request.path() == null ? "" : call.request.path());
        if (path == null) {
            throw malformedPath();
        }
        String query = call.request.query();
        if (query != null && !RequestPath.isQuery(query)) {
            throw new ApiException(
                    ErrorCode.VALIDATION_ERROR,
                    "The query is malformed: what is not a letter, a digit or one of -._~!$&'()*+,=:@/?;[] must be"
                            + " percent-encoded.");
        }
        if (CrossOrigin.isPreflight(call.request)) {
            origins.answerPreflight(call.request);
            return;
        }
        String version = versions.applied(call.request.headers().getAll(ApiVersions.HEADER));
        if (answersItself(call, path)) {
            return;
        }
        // The service sees what was applied, also where the client left it open.
        call.request.headers().set(ApiVersions.HEADER, version);
        Route route = routeOf(path);
        if (route == null) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is nothing at %s.".formatted(path.raw()));
        }
        call.route = route;
        if (route.open()) {
            call.obey(limits.admit(call.client, route));
            call.forward(path, null);
        } else {
            authenticate(call, path);
        }
    }

    private boolean answersItself(Call call, RequestPath path) {
        Consumer<HttpServerRequest> own = ownAnswer(path);
        if (own == null) {
            return false;
        }
        HttpMethod method = call.request.method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            call.request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            throw new ApiException(
                    ErrorCode.METHOD_NOT_ALLOWED, "%s is not allowed here; GET is.".formatted(method.name()));
        }
        own.accept(call.request);
        return true;
    }

    private @Nullable Consumer<HttpServerRequest> ownAnswer(RequestPath path) {
        List<String> segments = path.segments();
        if (segments.isEmpty() || segments.equals(BASE)) {
            return status::info;
        }
        boolean ours = segments.size() == 3 && segments.subList(0, 2).equals(BASE) && !path.endsInSlash();
        return switch (ours ? segments.get(2) : "") {
            case "health" -> status::health;
            case "openapi.json" -> description::json;
            case "openapi.yaml" -> description::yaml;
            default -> null;
        };
    }

    private @Nullable Route routeOf(RequestPath path) {
        List<String> segments = path.segments();
        boolean ours = segments.size() > 2 && segments.subList(0, 2).equals(BASE) && !path.endsInSlash();
        return ours ? table.find(segments.subList(2, segments.size())) : null;
    }

    private void authenticate(Call call, RequestPath path) {
        Reading reading = credentials.read(
                call.request.headers().getAll(HttpHeaders.AUTHORIZATION),
                call.request.headers().getAll(ORGANIZATION));
        switch (reading) {
            case Reading.Unauthorized(String message) -> {
                if (call.request.headers().contains(HttpHeaders.AUTHORIZATION)) {
                    limits.unknownCredential(call.client);
                }
                throw new ApiException(ErrorCode.UNAUTHORIZED, message);
            }
            case Reading.ForeignOrganization(String message) -> throw new ApiException(ErrorCode.FORBIDDEN, message);
            case Reading.Read(Credential credential) -> {
                call.whenKnown(principals.authenticate(credential), outcome -> proceed(call, path, outcome));
            }
        }
    }

    private void proceed(Call call, RequestPath path, Outcome outcome) {
        switch (outcome) {
            case Outcome.Admitted(Caller caller) -> admitKnown(call, path, caller);
            case Outcome.Refused(Answer.Reason reason, String message) -> {
                if (reason == Answer.Reason.UNKNOWN) {
                    limits.unknownCredential(call.client);
                }
                throw new ApiException(
                        switch (reason) {
                            case UNKNOWN, REVOKED -> ErrorCode.UNAUTHORIZED;
                            case TOKEN_EXPIRED -> ErrorCode.TOKEN_EXPIRED;
                            case FORBIDDEN -> ErrorCode.FORBIDDEN;
                        },
                        message);
            }
            case Outcome.Unavailable _ ->
                throw ApiException.unavailable("The credential cannot be checked at the moment.", RETRY_AFTER);
        }
    }

    private void admitKnown(Call call, RequestPath path, Caller caller) {
        call.admission = caller.admission();
        uses.check(call.request, call.client, caller.admission());
        usage.count(caller.principal(), call.client.address().text());
        OwnAnswer own = call.route.isOwn() ? ownAnswers.get(call.route.template()) : null;
        if (own != null && !own.isCounted()) {
            own.answer(call.request, caller, call::refuse);
            return;
        }
        call.whenKnown(limits.admit(call.client, call.route, caller.admission()), verdict -> {
            call.obey(verdict);
            if (own != null) {
                own.answer(call.request, caller, call::refuse);
            } else if (call.route.isOwn()) {
                call.answerHere(caller.token(signer, clock));
            } else {
                call.forward(path, caller.token(signer, clock));
            }
        });
    }

    /** One request, from its head to the end of its answer. */
    private final class Call {
        final HttpServerRequest request;
        final Client client;
        final String requestId;
        final Instant arrivedAt = clock.instant();
        final long startedAt = System.nanoTime();
        final ConnectionGuard guard;
        Route route = RequestMeter.NONE;

        @Nullable Admission admission;

        @Nullable Standing standing;

        @Nullable String errorCode;

        /** Of a resource of the gateway's own. */
        @Nullable RoutingContext routing;

        private Runnable whenOver = () -> {};
        private boolean endsConnection;
        private boolean over;

        Call(HttpServerRequest request, ConnectionGuard guard, Client client, String requestId) {
            this.request = request;
            this.guard = guard;
            this.client = client;
            this.requestId = requestId;
            guard.requestBegan();
            HttpServerResponse response = request.response();
            response.headersEndHandler(_ -> completeHead());
            response.endHandler(_ -> end());
            response.closeHandler(_ -> end());
            response.exceptionHandler(_ -> end());
        }

        /* At the last moment, because a refusal clears what headers there are. */
        void completeHead() {
            MultiMap headers = request.response().headers();
            /* Set, not added: the gateway's own resources have written it already. */
            headers.set(HeaderRules.REQUEST_ID, requestId);
            /* There are no chunks in HTTP/1.0, so the end of the connection is the end of the answer. */
            endsConnection = request.version() == HttpVersion.HTTP_1_0 && hasBodyWithoutLength(request);
            boolean draining = connections.isDraining() && request.version() != HttpVersion.HTTP_2;
            if (draining || endsConnection) {
                guard.endWithThis();
                headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            if (standing != null) {
                standing.writeTo(headers);
            }
            origins.complete(request, admission);
            answers.complete(request, client, route);
        }

        private static boolean hasBodyWithoutLength(HttpServerRequest request) {
            HttpServerResponse response = request.response();
            return !request.method().equals(HttpMethod.HEAD)
                    && response.getStatusCode() != 304
                    && !response.headers().contains(HttpHeaders.CONTENT_LENGTH);
        }

        /* Ended, closed or failed: whichever comes first. */
        void end() {
            if (over) {
                return;
            }
            over = true;
            if (endsConnection) {
                refusals.abandonBody(request);
            }
            guard.requestEnded(request);
            whenOver.run();
            long nanos = System.nanoTime() - startedAt;
            int answered = request.response().getStatusCode();
            meter.record(route, answered, nanos);
            if (recorder != null) {
                record(recorder, Duration.ofNanos(nanos));
            }
            if (LOG.isDebugEnabled()) {
                LOG.debugf(
                        "Request %s: %s %s answered %d in %d us",
                        requestId, request.method(), route.template(), answered, nanos / 1_000);
            }
        }

        void record(RequestRecorder recorder, Duration took) {
            recorder.record(
                    request,
                    client,
                    requestId,
                    route.equals(RequestMeter.NONE) ? null : route.template(),
                    admission == null ? null : admission.principal(),
                    errorCode == null && routing != null ? OwnRefusals.noted(routing) : errorCode,
                    arrivedAt,
                    took);
        }

        void forward(RequestPath path, @Nullable CharSequence internalToken) {
            if (request.response().closed()) {
                return;
            }
            Upstream upstream = Objects.requireNonNull(upstreams.get(route.service()), "every line has a service");
            String query = request.query();
            String target = query == null ? path.raw() : path.raw() + "?" + query;
            Errand errand = new Errand(client, route, upstream, target, requestId, internalToken);
            whenOver = proxy.forward(request, errand, code -> errorCode = code);
        }

        /* On to the gateway's own resources, which are called like any other service's. */
        void answerHere(CharSequence internalToken) {
            HeaderRules.forOwn(request.headers(), requestId, internalToken);
            Objects.requireNonNull(Vertx.currentContext(), "a request has a context")
                    .putLocal(CALL, this);
            VertxContextSafetyToggle.setCurrentContextSafe(true);
            request.resume();
            own.handle(request);
        }

        /** Does the next step, and answers what it throws. */
        void run(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException | Error failure) {
                refuse(failure);
            }
        }

        /** Goes on at once when the value is there already; else later, on the request's context. */
        <T> void whenKnown(CompletionStage<T> stage, Consumer<T> step) {
            CompletableFuture<T> value = stage.toCompletableFuture();
            if (value.isDone()) {
                step.accept(value.join());
            } else {
                Context context = Objects.requireNonNull(Vertx.currentContext(), "a request has a context");
                stage.whenComplete((late, failure) -> context.runOnContext(_ -> {
                    if (failure == null) {
                        run(() -> step.accept(late));
                    } else {
                        refuse(failure);
                    }
                }));
            }
        }

        /** Tells the caller how they stand, and refuses them when that is how. */
        void obey(Verdict verdict) {
            switch (verdict) {
                case Verdict.Unlimited _ -> {}
                case Verdict.Admitted(Standing known) -> standing = known;
                case Verdict.Refused(Standing known) -> {
                    standing = known;
                    throw RequestLimits.refusal(known);
                }
            }
        }

        void refuse(Throwable failure) {
            if (failure instanceof ApiException refusal) {
                refuse(refusal);
            } else {
                fail(failure);
            }
        }

        void refuse(ApiException refusal) {
            errorCode = refusal.code().name();
            if (RequestHead.isFramingClear(request)) {
                refusals.refuse(request, requestId, refusal);
            } else {
                guard.endWithThis();
                refusals.refuseAndClose(request, requestId, refusal);
            }
        }

        private void fail(Throwable fault) {
            LOG.errorf(fault, "Request %s failed", requestId);
            refuse(new ApiException(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side."));
        }
    }
}
