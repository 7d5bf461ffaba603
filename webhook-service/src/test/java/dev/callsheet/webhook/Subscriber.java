package dev.callsheet.webhook;

import dev.callsheet.platform.test.api.Caller;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organization that subscribes, through the API. */
public record Subscriber(Caller caller) {

    public static Subscriber ofNewOrganization() {
        return new Subscriber(Caller.withScopes("webhooks:manage"));
    }

    public UUID organizationId() {
        return caller.organizationId();
    }

    /** The created subscription, with its secret. */
    public JsonPath subscribe(String url, String... events) {
        return subscribe(Map.of("url", url, "events", List.of(events)));
    }

    public JsonPath subscribe(Map<String, Object> body) {
        return caller.request()
                .body(body)
                .post("/api/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    public JsonPath webhook(String id) {
        return caller.request()
                .get("/api/v1/webhooks/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public JsonPath deliveries(String id) {
        return caller.request()
                .get("/api/v1/webhooks/" + id + "/deliveries?per_page=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
