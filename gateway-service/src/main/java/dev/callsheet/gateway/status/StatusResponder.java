package dev.callsheet.gateway.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.gateway.routing.Route;
import dev.callsheet.gateway.routing.RouteTable;
import dev.callsheet.gateway.status.ServiceHealth.State;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code /api/v1} and {@code /api/v1/health} (Sector Pro 5.12), both bare and open to everybody. */
public final class StatusResponder {

    private final ObjectMapper json;
    private final ServiceHealth health;
    private final InstantSource clock;
    private final String version;
    private final Buffer info;

    public StatusResponder(
            ObjectMapper json, ServiceHealth health, RouteTable table, InstantSource clock, String version) {
        this.json = json;
        this.health = health;
        this.clock = clock;
        this.version = version;
        this.info = write(info(table, version));
    }

    public void info(HttpServerRequest request) {
        answer(request, info);
    }

    public void health(HttpServerRequest request) {
        answer(request, write(report()));
    }

    private Map<String, Object> report() {
        Map<String, State> states = health.states();
        boolean well = states.values().stream().allMatch(state -> state == State.HEALTHY);
        Map<String, Object> services = new LinkedHashMap<>();
        states.forEach((service, state) -> services.put(service, state.text()));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("status", well ? "healthy" : "degraded");
        report.put("version", version);
        report.put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        report.put("services", services);
        return report;
    }

    private static Map<String, Object> info(RouteTable table, String version) {
        Map<String, Object> endpoints = new TreeMap<>();
        for (Route route : table.routes()) {
            String collection = route.collection();
            if (route.template().equals("/" + collection)) {
                endpoints.put(collection, Route.BASE_PATH + route.template());
            }
        }
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", "Callsheet API");
        info.put("version", version);
        info.put("documentation", Route.BASE_PATH + "/openapi.json");
        info.put("endpoints", endpoints);
        return info;
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.end();
        } else {
            response.end(body);
        }
        request.resume();
    }

    private Buffer write(Map<String, Object> value) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Text cannot be written as JSON", impossible);
        }
    }
}
