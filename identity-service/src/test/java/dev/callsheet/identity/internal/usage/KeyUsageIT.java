package dev.callsheet.identity.internal.usage;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.callsheet.identity.fixture.AtOnce;
import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyUsageIT {

    private static final String USAGE = "/internal/v1/key-usage";
    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    private TestOrganization organization;
    private UUID key;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        key = callerWith(organization.liveKey()).principal().credentialId();
    }

    @Test
    void addsUpAndKeepsTheLastUse() {
        // Given
        shown().then()
                .body("data.attributes.request_count", equalTo(0))
                .body("data.attributes.last_used_at", nullValue());
        int version = shown().path("data.attributes.version");

        // When
        report(UUID.randomUUID(), List.of(use(key, 3, NOON, "203.0.113.7")))
                .then()
                .statusCode(204);
        report(UUID.randomUUID(), List.of(use(key, 2, NOON.minusSeconds(5), "198.51.100.1")))
                .then()
                .statusCode(204);

        // Then
        shown().then()
                .body("data.attributes.request_count", equalTo(5))
                .body("data.attributes.last_used_ip", equalTo("203.0.113.7"))
                .body("data.attributes.version", equalTo(version));
        assertThat(OffsetDateTime.parse(shown().<String>path("data.attributes.last_used_at"))
                        .toInstant())
                .isEqualTo(NOON);
    }

    @Test
    void aReportThatIsSentAgainCountsOnce() {
        // Given
        UUID reportId = UUID.randomUUID();
        report(reportId, List.of(use(key, 3, NOON, "203.0.113.7"))).then().statusCode(204);

        // When
        Response again = report(reportId, List.of(use(key, 3, NOON, "203.0.113.7")));

        // Then
        again.then().statusCode(204);
        shown().then().body("data.attributes.request_count", equalTo(3));
    }

    @Test
    void reportsOfManyGatewaysAtOnceNeitherWaitForEachOtherNorGetLost() {
        // Given
        List<Map<String, Object>> keys = IntStream.range(0, 50)
                .mapToObj(i -> use(newKey(), 1, NOON, "203.0.113.7"))
                .toList();

        // When
        List<Integer> answers = AtOnce.run(40, i -> {
            List<Map<String, Object>> shuffled = new ArrayList<>(keys);
            Collections.shuffle(shuffled);
            return report(UUID.randomUUID(), shuffled).statusCode();
        });

        // Then
        assertThat(answers).containsOnly(204);
        assertThat(Database.list(
                        "select request_count from api_key where organization_id = ? and name = 'Counted'",
                        organization.id()))
                .hasSize(50)
                .containsOnly("40");
    }

    @Test
    void aKeyThatIsNotKnownIsPassedOver() {
        // When
        Response response = report(
                UUID.randomUUID(),
                List.of(use(UUID.randomUUID(), 9, NOON, "203.0.113.7"), use(key, 1, NOON, "2001:db8::1")));

        // Then
        response.then().statusCode(204);
        shown().then().body("data.attributes.request_count", equalTo(1));
    }

    @Test
    void onlyAGatewayReports() {
        // When
        Response response = module("fleet")
                .body(Map.of("report_id", UUID.randomUUID(), "keys", List.of()))
                .post(USAGE);

        // Then
        response.then().statusCode(403);
    }

    private UUID newKey() {
        UUID id = UUID.randomUUID();
        Database.update("""
                insert into api_key (organization_id, id, name, key_hash, key_prefix, environment, scopes, version,
                    created_at, updated_at) values (?, ?, 'Counted', ?, 'sp_live_', 'live', '{}', 1, now(), now())
                """, organization.id(), id, id.toString());
        return id;
    }

    private Response shown() {
        return organization.admin().request().get("/api/v1/api-keys/" + key);
    }

    private static Map<String, Object> use(UUID key, long requests, Instant at, String ip) {
        return Map.of("key_id", key, "requests", requests, "last_used_at", at.toString(), "last_used_ip", ip);
    }

    private static Response report(UUID id, List<Map<String, Object>> uses) {
        return module("gateway-service")
                .body(Map.of("report_id", id, "keys", uses))
                .post(USAGE);
    }
}
