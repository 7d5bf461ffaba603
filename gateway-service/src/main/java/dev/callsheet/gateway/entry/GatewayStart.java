package dev.callsheet.gateway.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.contracts.identity.IdentityContract;
import dev.callsheet.gateway.GatewaySettings;
import dev.callsheet.gateway.ServiceAddresses;
import dev.callsheet.gateway.activity.RequestLog;
import dev.callsheet.gateway.activity.RequestLogStore;
import dev.callsheet.gateway.activity.RequestRecorder;
import dev.callsheet.gateway.authentication.CredentialReader;
import dev.callsheet.gateway.authentication.FeedState;
import dev.callsheet.gateway.authentication.HttpIdentityExchange;
import dev.callsheet.gateway.authentication.IdentityClient;
import dev.callsheet.gateway.authentication.PrincipalCache;
import dev.callsheet.gateway.authentication.RenewedToken;
import dev.callsheet.gateway.authentication.RevocationFeed;
import dev.callsheet.gateway.authentication.Revocations;
import dev.callsheet.gateway.client.Clients;
import dev.callsheet.gateway.client.CredentialUse;
import dev.callsheet.gateway.connection.ApiServer;
import dev.callsheet.gateway.connection.ConnectionLimits;
import dev.callsheet.gateway.connection.Connections;
import dev.callsheet.gateway.connection.ServerOptions;
import dev.callsheet.gateway.database.GatewayDatabase;
import dev.callsheet.gateway.document.ApiDescription;
import dev.callsheet.gateway.document.ApiVersions;
import dev.callsheet.gateway.document.Deprecations;
import dev.callsheet.gateway.document.DescriptionResponder;
import dev.callsheet.gateway.limit.LimitMode;
import dev.callsheet.gateway.limit.LimitsStart;
import dev.callsheet.gateway.origin.CrossOrigin;
import dev.callsheet.gateway.origin.KnownOrigins;
import dev.callsheet.gateway.proxy.ForwardingProxy;
import dev.callsheet.gateway.proxy.LoopClients;
import dev.callsheet.gateway.proxy.Upstream;
import dev.callsheet.gateway.refusal.RefusalWriter;
import dev.callsheet.gateway.routing.RouteTable;
import dev.callsheet.gateway.status.ServiceHealth;
import dev.callsheet.gateway.status.StatusResponder;
import dev.callsheet.gateway.usage.KeyUsage;
import dev.callsheet.gateway.usage.UsageReporter;
import dev.callsheet.platform.web.security.InternalTokens;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts the gateway together and in front of everything else on the API port. */
@ApplicationScoped
public class GatewayStart {

    private static final Logger LOG = Logger.getLogger(GatewayStart.class);

    private static final int TOLERATED_FAILURES = 5;
    private static final int KEYS_COUNTED = 50_000;
    private static final Duration BREAKER_PAUSE = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final InstantSource clock = InstantSource.system();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable EntryHandler entry;
    private @Nullable ApiServer server;

    @Inject
    GatewaySettings settings;

    @Inject
    ServiceAddresses services;

    @Inject
    Vertx vertx;

    @Inject
    ObjectMapper json;

    @Inject
    InternalTokens tokens;

    @Inject
    RefusalWriter refusals;

    @Inject
    ServerOptions serverOptions;

    @Inject
    RequestLogStore requests;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "callsheet.kafka.bootstrap.servers")
    String kafka;

    @Inject
    GatewayDatabase database;

    @ConfigProperty(name = "quarkus.vertx.event-loops-pool-size")
    OptionalInt eventLoops;

    @ConfigProperty(name = "callsheet.limits", defaultValue = "all")
    LimitMode limitMode;

    @ConfigProperty(name = "callsheet.keys.prefix", defaultValue = ApiKeyFormat.DEFAULT_BRAND)
    String keyPrefix;

    @ConfigProperty(name = "quarkus.application.version")
    String version;

    void open(@Observes Router router) {
        RouteTable table = RouteTable.load("routes.txt");
        Clients clients = new Clients(settings.trustedProxies().orElse(List.of()));
        Map<String, Upstream> upstreams = upstreams(table);
        ApiVersions versions = ApiVersions.load();
        JsonNode description = ApiDescription.load(upstreams.keySet(), versions, json);
        HttpClient aside = vertx.createHttpClient(
                clientOptions(true).setMaxWaitQueueSize(1_024), new PoolOptions().setHttp1MaxSize(16));
        Connections connections = connections(
                clients::isProxy, request -> Objects.requireNonNull(this.entry).refuseUnreadable(request));
        RenewedToken sender = new RenewedToken();
        IdentityClient identity = new IdentityClient(
                aside,
                withPort(serviceNamed("identity").url()),
                settings.authentication().deadline(),
                tokens::issue,
                clock);
        LimitsStart limits = limitCallers();
        EntryHandler entry = new EntryHandler(
                table,
                upstreams,
                new CredentialReader(new ApiKeyFormat(keyPrefix)),
                principals(identity),
                tokens::issue,
                clock,
                new ForwardingProxy(
                        vertx,
                        loopClients(true),
                        loopClients(false),
                        refusals,
                        exchangeLimits(),
                        () -> sender.current(tokens::issueSender, clock.millis()),
                        meters),
                status(table, upstreams, aside),
                new DescriptionResponder(description, json),
                versions,
                refusals,
                new RequestMeter(table, meters),
                recorder(),
                connections,
                new AnswerHeaders(settings.strictTransportSecurity(), versions, new Deprecations(description)),
                new CrossOrigin(origins(identity)),
                usage(identity),
                limits.limits(),
                Map.of(RateLimitAnswer.TEMPLATE, new RateLimitAnswer(limits.responder())),
                router,
                new CredentialUse(),
                clients,
                settings.maxHeaderSize());
        this.entry = entry;
        this.server = new ApiServer(vertx, serverOptions.ports(), connections, entry, settings.drain());
        router.route().order(Integer.MIN_VALUE).handler(EntryHandler::takeOver);
    }

    /* Last, when everything that a request needs is there. */
    void listen(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        ApiServer server = Objects.requireNonNull(this.server, "the router comes before the start");
        /* The first to close: what ends while it drains is still limited, counted and logged. */
        open.addFirst(server);
        server.listen(loops());
    }

    /* While the HTTP clients are still open, or the last health check would fail into the log. */
    void close(@Observes ShutdownEvent stop) {
        while (!open.isEmpty()) {
            AutoCloseable next = open.removeFirst();
            try {
                next.close();
            } catch (Exception failure) {
                LOG.warnf(failure, "%s did not close", next.getClass().getSimpleName());
            }
        }
    }

    private Connections connections(Predicate<InetAddress> uncounted, Handler<HttpServerRequest> unreadable) {
        GatewaySettings.Connection connection = settings.connection();
        return new Connections(
                new ConnectionLimits(connection.head(), connection.idle(), connection.perAddress()),
                serverOptions.common(),
                uncounted,
                unreadable,
                meters);
    }

    private KnownOrigins origins(IdentityClient identity) {
        KnownOrigins origins = new KnownOrigins(vertx, identity, json);
        open.add(origins);
        origins.learn(settings.originsInterval());
        return origins;
    }

    private @Nullable RequestRecorder recorder() {
        GatewaySettings.RequestLog settings = this.settings.requestLog();
        RequestLog log = new RequestLog(
                new RequestLog.Settings(
                        settings.capacity(), settings.batch(), settings.interval(), settings.retention()),
                requests,
                vertx,
                clock,
                meters);
        open.add(log);
        log.start();
        /* Also where nothing is written any more, what was is let go of in time. */
        return settings.enabled() ? new RequestRecorder(log, new ApiKeyFormat(keyPrefix)) : null;
    }

    private Map<String, Upstream> upstreams(RouteTable table) {
        Map<String, Upstream> upstreams = new HashMap<>();
        table.routes().stream()
                .filter(route -> !route.isOwn())
                .forEach(route -> upstreams.computeIfAbsent(route.service(), this::upstream));
        return upstreams;
    }

    private Upstream upstream(String name) {
        ServiceAddresses.Address service = serviceNamed(name);
        Upstream upstream = Upstream.at(name, service.url());
        return service.managementUrl().map(upstream::managedAt).orElse(upstream);
    }

    private ServiceAddresses.Address serviceNamed(String name) {
        ServiceAddresses.Address service = services.byName().get(name);
        if (service == null) {
            throw new IllegalStateException(
                    "routes.txt names the service %s, but callsheet.services.%s.url is not set".formatted(name, name));
        }
        return service;
    }

    private PrincipalCache principals(IdentityClient identity) {
        GatewaySettings.Authentication authentication = settings.authentication();
        FeedState state = new FeedState(clock, authentication.feedSilence());
        Revocations revocations = new Revocations(authentication.capacity(), authentication.maximumAge());
        RevocationFeed feed = new RevocationFeed(kafka, new IdentityContract().topic(), json, revocations, state);
        open.add(feed);
        feed.start();
        PrincipalCache cache = new PrincipalCache(
                new PrincipalCache.Settings(
                        authentication.capacity(),
                        authentication.refreshAfter(),
                        authentication.maximumAge(),
                        authentication.refusalsLive(),
                        TOLERATED_FAILURES,
                        BREAKER_PAUSE),
                new HttpIdentityExchange(identity, json),
                revocations,
                state,
                clock);
        count("hit", cache.counts().hits);
        count("miss", cache.counts().misses);
        count("refresh", cache.counts().refreshes);
        count("fallback", cache.counts().fallbacks);
        meters.gauge("callsheet.gateway.feed.heard", state, heard -> heard.heard() ? 1 : 0);
        return cache;
    }

    private KeyUsage usage(IdentityClient identity) {
        KeyUsage usage = new KeyUsage(clock, KEYS_COUNTED);
        UsageReporter reporter = new UsageReporter(vertx, identity, json, usage);
        open.add(reporter);
        reporter.start(settings.usageInterval());
        FunctionCounter.builder("callsheet.gateway.usage.uncounted", usage.uncounted(), LongAdder::sum)
                .description("Requests of keys whose use was not counted for want of room")
                .register(meters);
        return usage;
    }

    private LimitsStart limitCallers() {
        LimitsStart limits = new LimitsStart(vertx, database, settings.limits(), limitMode, clock, json, meters);
        open.add(limits);
        return limits;
    }

    private static URI withPort(URI url) {
        return url.getPort() >= 0 ? url : URI.create(url + ":80");
    }

    private void count(String result, LongAdder adder) {
        FunctionCounter.builder("callsheet.gateway.principals", adder, LongAdder::sum)
                .description("Where the principals of requests came from")
                .tag("result", result)
                .register(meters);
    }

    private StatusResponder status(RouteTable table, Map<String, Upstream> upstreams, HttpClient http) {
        ServiceHealth health = new ServiceHealth(vertx, http, json, upstreams.values());
        open.add(health);
        health.watch(settings.healthInterval());
        return new StatusResponder(json, health, table, clock, version);
    }

    private ForwardingProxy.Limits exchangeLimits() {
        return new ForwardingProxy.Limits(
                settings.maxBodySize(),
                settings.upstreamTimeout(),
                settings.connection().bodyGrace(),
                settings.connection().bodyRate(),
                RETRY_AFTER);
    }

    private LoopClients loopClients(boolean keepAlive) {
        return new LoopClients(
                vertx,
                loops(),
                clientOptions(keepAlive).setMaxWaitQueueSize(settings.upstreamQueue()),
                settings.upstreamConnections());
    }

    private int loops() {
        return eventLoops.orElse(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
    }

    private static HttpClientOptions clientOptions(boolean keepAlive) {
        return new HttpClientOptions()
                .setKeepAlive(keepAlive)
                .setKeepAliveTimeout(30)
                .setMaxHeaderSize(65_536)
                .setConnectTimeout(2_000);
    }
}
