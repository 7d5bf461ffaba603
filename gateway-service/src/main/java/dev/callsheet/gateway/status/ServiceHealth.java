package dev.callsheet.gateway.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.gateway.proxy.Upstream;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Asks each service at its management port whether it is ready, and remembers what it said last. */
public final class ServiceHealth implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ServiceHealth.class);
    private static final String READINESS = "/q/health/ready";
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final HttpClient http;
    private final ObjectMapper json;
    private final Collection<Upstream> upstreams;
    private final Map<String, State> services = new ConcurrentHashMap<>();
    private final Map<String, State> databases = new ConcurrentHashMap<>();
    private volatile long timer = -1;

    public ServiceHealth(Vertx vertx, HttpClient http, ObjectMapper json, Collection<Upstream> upstreams) {
        this.vertx = vertx;
        this.http = http;
        this.json = json;
        this.upstreams = upstreams;
        upstreams.forEach(upstream -> services.put(upstream.service(), State.UNKNOWN));
    }

    /** How a part of the fleet is. */
    public enum State {
        HEALTHY,
        UNHEALTHY,
        UNKNOWN;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Asks now, and again after each interval. */
    public void watch(Duration interval) {
        askAll();
        timer = vertx.setPeriodic(interval.toMillis(), _ -> askAll());
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }

    /** Each service's state by name, and the database's as the services see it. */
    public Map<String, State> states() {
        Map<String, State> states = new TreeMap<>(services);
        if (!databases.isEmpty()) {
            states.put("database", databases.containsValue(State.UNHEALTHY) ? State.UNHEALTHY : State.HEALTHY);
        }
        return states;
    }

    private void askAll() {
        upstreams.forEach(this::ask);
    }

    private void ask(Upstream upstream) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(upstream.management().getHost())
                .setPort(upstream.management().getPort())
                .setURI(READINESS)
                .setTimeout(DEADLINE.toMillis());
        http.request(options)
                .compose(request -> request.send())
                .compose(response ->
                        response.body().map(body -> remember(upstream.service(), response.statusCode() == 200, body)))
                .onFailure(reason -> {
                    LOG.debugf("%s does not tell its health: %s", upstream.service(), reason);
                    databases.remove(upstream.service());
                    note(upstream.service(), State.UNHEALTHY);
                });
    }

    private State remember(String service, boolean ready, Buffer body) {
        rememberDatabase(service, body);
        State state = ready ? State.HEALTHY : State.UNHEALTHY;
        note(service, state);
        return state;
    }

    private void note(String service, State state) {
        State before = services.put(service, state);
        if (before != state) {
            LOG.infof("%s is %s", service, state.text());
        }
    }

    private void rememberDatabase(String service, Buffer body) {
        try {
            for (JsonNode check : json.readTree(body.getBytes()).path("checks")) {
                if (check.path("name").asText().toLowerCase(Locale.ROOT).contains("database")) {
                    boolean up = check.path("status").asText().equals("UP");
                    databases.put(service, up ? State.HEALTHY : State.UNHEALTHY);
                }
            }
        } catch (IOException e) {
            LOG.debugf("%s tells its health in words that are no JSON: %s", service, e.getMessage());
        }
    }
}
