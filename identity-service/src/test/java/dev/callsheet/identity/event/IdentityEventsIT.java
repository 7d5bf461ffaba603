package dev.callsheet.identity.event;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdentityEventsIT {

    private static final String TOPIC = "identity.events";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ConsumerRecord<String, String>> heard = new ArrayList<>();
    private KafkaConsumer<String, String> consumer;

    @BeforeEach
    void listen() {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        Objects.requireNonNull(System.getProperty("callsheet.kafka.bootstrap.servers"))),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @AfterEach
    void stopListening() {
        consumer.close();
    }

    @Test
    void tellsOfAKeysLifeInOrderAndNeverItsSecret() {
        // Given
        TestOrganization organization = TestOrganization.found();
        Response created = organization
                .admin()
                .request()
                .body(Map.of("name", "Told", "scopes", List.of("jobs:read")))
                .post("/api/v1/api-keys");
        String id = created.path("data.id");

        // When
        organization.admin().request().delete("/api/v1/api-keys/" + id).then().statusCode(204);

        // Then
        awaitEvents(id, 2);
        assertThat(typesOf(id)).containsExactly("api_key.created", "api_key.revoked");
        assertThat(heard)
                .extracting(ConsumerRecord::value)
                .filteredOn(Objects::nonNull)
                .noneMatch(event -> event.contains(created.<String>path("data.attributes.key"))
                        || event.contains(organization.liveKey())
                        || event.contains("hash"));
        JsonNode revoked = eventsOf(id).getLast();
        assertThat(revoked.path("sequence").asLong()).isEqualTo(2);
        assertThat(revoked.path("data").path("api_key").path("revoked_at").isNull())
                .isFalse();
        assertThat(revoked.path("metadata").path("triggered_by").asText())
                .isEqualTo(organization.adminId().toString());
    }

    @Test
    void tellsOfEachKeyThatAServiceAccountTakesAlong() {
        // Given
        TestOrganization organization = TestOrganization.found();
        String account = organization
                .admin()
                .request()
                .body(Map.of("name", "Bridge", "role", "viewer", "allowed_ips", List.of("10.0.0.0/8")))
                .post("/api/v1/service-accounts")
                .path("data.id");
        String path = "/api/v1/service-accounts/" + account;
        String key = organization
                .admin()
                .request()
                .body(Map.of("name", "Key", "scopes", List.of("jobs:read")))
                .post(path + "/keys")
                .path("data.id");

        // When
        organization
                .admin()
                .request()
                .body(Map.of("active", false))
                .patch(path)
                .then()
                .statusCode(200);
        organization.admin().request().delete(path).then().statusCode(204);

        // Then
        awaitEvents(account, 3);
        awaitEvents(key, 3);
        assertThat(typesOf(account))
                .containsExactly("service_account.created", "service_account.updated", "service_account.deleted");
        assertThat(typesOf(key)).containsExactly("api_key.created", "api_key.updated", "api_key.revoked");
    }

    @Test
    void tellsOfChangedRolesToWhoeverActsInTheOrganizationOrItsSandbox() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        organization
                .admin()
                .request()
                .body(Map.of("lines", List.of(Map.of("pattern", "tours:read"))))
                .patch("/api/v1/organizations/" + organization.id() + "/roles/technician")
                .then()
                .statusCode(200);

        // Then
        awaitEvents(organization.id().toString(), 2);
        awaitEvents(organization.sandboxId().toString(), 1);
        assertThat(typesOf(organization.id().toString()))
                .containsExactly("organization.created", "organization.updated");
        JsonNode toSandbox = eventsOf(organization.sandboxId().toString()).getFirst();
        assertThat(toSandbox.path("type").asText()).isEqualTo("organization.updated");
        assertThat(toSandbox.path("data").path("changed_fields").toString()).isEqualTo("[\"role_scopes\"]");
    }

    @Test
    void tellsOfAFoundedOrganizationAndItsFirstUser() {
        // When
        TestOrganization organization = TestOrganization.found();

        // Then
        awaitEvents(organization.id().toString(), 1);
        awaitEvents(organization.adminId().toString(), 1);
        assertThat(typesOf(organization.id().toString())).containsExactly("organization.created");
        assertThat(typesOf(organization.adminId().toString())).containsExactly("user.created");
    }

    @Test
    void tellsOnceOfASessionThatEnded() {
        // Given
        TestOrganization organization = TestOrganization.found();
        var session = callerWith(organization.login().path("data.access_token"));
        UUID sessionId = session.principal().credentialId();

        // When
        session.request().post("/api/v1/auth/logout").then().statusCode(200);
        session.request().post("/api/v1/auth/logout").then().statusCode(200);

        // Then
        awaitEvents(sessionId.toString(), 1);
        assertThat(typesOf(sessionId.toString())).containsExactly("session.ended");
    }

    @Test
    void tellsOfWhatHappensToAMemberInOrderSoThatGatewaysAskAgain() {
        // Given
        TestOrganization organization = TestOrganization.found();
        String address = organization.addMember("technician");
        var member = callerWith(organization.accessTokenOf(address));
        String userId = String.valueOf(member.principal().userId());
        String path = "/api/v1/users/" + userId;

        // When
        organization
                .admin()
                .request()
                .body(Map.of("role", "management"))
                .put(path + "/role")
                .then()
                .statusCode(200);
        member.request()
                .body(Map.of("full_name", "Ana Torres"))
                .put("/api/v1/users/me")
                .then()
                .statusCode(200);
        organization.admin().request().delete(path).then().statusCode(204);

        // Then
        awaitEvents(userId, 3);
        assertThat(typesOf(userId)).containsExactly("user.updated", "user.updated", "user.deleted");
        JsonNode role = eventsOf(userId).getFirst().path("data");
        assertThat(role.path("user").path("role").asText()).isEqualTo("management");
        assertThat(role.path("changed_fields").toString()).isEqualTo("[\"role\"]");
        assertThat(eventsOf(userId)
                        .getLast()
                        .path("data")
                        .path("user")
                        .path("active")
                        .asBoolean())
                .isFalse();
        awaitEvents(member.principal().credentialId().toString(), 1);
        assertThat(typesOf(member.principal().credentialId().toString())).containsExactly("session.ended");
    }

    @Test
    void tellsEveryOrganizationOfAMemberThatTheirProfileChanged() {
        // Given
        TestOrganization first = TestOrganization.found();
        TestOrganization second = TestOrganization.found();
        Database.update("""
                insert into membership (organization_id, id, user_id, role, version, created_at, updated_at)
                values (?, gen_random_uuid(), ?, 'viewer', 1, now(), now())
                """, second.id(), first.adminId());

        // When
        first.admin()
                .request()
                .body(Map.of("full_name", "Ana Torres"))
                .put("/api/v1/users/me")
                .then()
                .statusCode(200);

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            poll();
            return eventsOf(first.adminId().toString()).stream()
                            .filter(event -> event.path("type").asText().equals("user.updated"))
                            .map(event -> event.path("organization_id").asText())
                            .distinct()
                            .count()
                    == 2;
        });
    }

    @Test
    void sendsHeartbeatsToEveryPartition() {
        // When
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            poll();
            return heard.stream()
                            .filter(event -> event.headers().lastHeader("callsheet-heartbeat") != null)
                            .map(ConsumerRecord::partition)
                            .distinct()
                            .count()
                    == 3;
        });

        // Then
        assertThat(heard)
                .filteredOn(event -> event.headers().lastHeader("callsheet-heartbeat") != null)
                .allMatch(event -> event.value() == null && event.key() == null);
    }

    private void awaitEvents(String aggregateId, int number) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            poll();
            return typesOf(aggregateId).size() >= number;
        });
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(heard::add);
    }

    private List<String> typesOf(String aggregateId) {
        return eventsOf(aggregateId).stream()
                .map(event -> event.path("type").asText())
                .toList();
    }

    private List<JsonNode> eventsOf(String aggregateId) {
        return heard.stream()
                .filter(event -> aggregateId.equals(event.key()))
                .map(event -> read(event.value()))
                .toList();
    }

    private static JsonNode read(String event) {
        try {
            return JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
