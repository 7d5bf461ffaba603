package dev.callsheet.system.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.fleet.demo.WebhookReceiver;
import java.time.Duration;
import java.util.List;

/** A subscription to events of the demo organization, with a receiver that keeps what it gets. */
public final class Subscriber implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final RunningFleet fleet;
    private final String id;

    private Subscriber(RunningFleet fleet, String pattern) {
        this.fleet = fleet;
        this.id = fleet.asAdmin()
                .body("{\"url\": \"%s\", \"events\": [\"%s\"]}".formatted(receiver.url(), pattern))
                .post("/api/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    /** Subscribes to {@code job.*} and the like. */
    public static Subscriber to(RunningFleet fleet, String pattern) {
        return new Subscriber(fleet, pattern);
    }

    /** What has arrived about one resource so far, in the order of arrival. */
    public List<JsonNode> eventsOf(String aggregateId) {
        return receiver.await(arrived -> true, Duration.ZERO).stream()
                .map(this::parse)
                .filter(event -> event.path("aggregate_id").asText().equals(aggregateId))
                .toList();
    }

    private JsonNode parse(WebhookReceiver.Delivery delivery) {
        try {
            return json.readTree(delivery.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        fleet.asAdmin().delete("/api/v1/webhooks/" + id);
        receiver.close();
    }
}
