package dev.callsheet.scheduling.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.platform.test.api.Caller;
import dev.callsheet.platform.test.infrastructure.TestTopic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutboxIT {

    private static final String JOBS = "/api/v1/jobs";
    private static final String JOB =
            "{\"title\": \"Told\", \"job_type\": \"single\", \"start_time\": \"2026-06-01T08:00:00Z\", \"end_time\": \"2026-06-01T09:00:00Z\"}";

    private final Caller admin = Caller.admin();

    @Test
    void tellsOfEveryChangeInOrder() {
        // Given
        try (TestTopic topic = TestTopic.of("scheduling.events")) {
            String id = create();

            // When
            admin.request()
                    .body("{\"status\": \"confirmado\"}")
                    .put(JOBS + "/" + id)
                    .then()
                    .statusCode(200);
            admin.request()
                    .body("{\"status\": \"confirmado\"}")
                    .put(JOBS + "/" + id)
                    .then()
                    .statusCode(200);
            admin.request().delete(JOBS + "/" + id).then().statusCode(204);

            // Then
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(topic.eventsOf(id)).hasSize(4));
            assertThat(topic.eventsOf(id))
                    .extracting(event -> event.path("type").asText())
                    .containsExactly("job.created", "job.updated", "job.status_changed", "job.deleted");
            assertThat(topic.eventsOf(id))
                    .extracting(event -> event.path("sequence").asLong())
                    .containsExactly(1L, 2L, 3L, 4L);
            assertThat(topic.eventsOf(id).get(1).at("/data/changed_fields/0").asText())
                    .isEqualTo("status");
            assertThat(topic.eventsOf(id).get(0).at("/data/job/start_time").asText())
                    .isEqualTo("2026-06-01T08:00:00Z");
            assertThat(topic.eventsOf(id).get(0).path("organization_id").asText())
                    .isEqualTo(admin.organizationId().toString());
            assertThat(topic.eventsOf(id).get(0).at("/metadata/request_id").asText())
                    .startsWith("req_");
        }
    }

    @Test
    void tellsNothingOfAChangeThatWasRefused() {
        // Given
        try (TestTopic topic = TestTopic.of("scheduling.events")) {
            String id = create();

            // When
            admin.request()
                    .body("{\"tour_id\": \"" + UUID.randomUUID() + "\"}")
                    .put(JOBS + "/" + id)
                    .then()
                    .statusCode(400);
            admin.request()
                    .body("{\"title\": \"Later\"}")
                    .put(JOBS + "/" + id)
                    .then()
                    .statusCode(200);

            // Then
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(topic.eventsOf(id)).hasSize(2));
            assertThat(topic.eventsOf(id))
                    .extracting(event -> event.path("sequence").asLong())
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void writersOfOneJobAtOnceLeaveNoGapAndNoDisorder() {
        // Given
        try (TestTopic topic = TestTopic.of("scheduling.events")) {
            String id = create();

            // When
            List<Thread> writers = IntStream.range(0, 20)
                    .mapToObj(i -> Thread.ofVirtual()
                            .start(() -> admin.request()
                                    .body("{\"title\": \"Title " + i + "\"}")
                                    .put(JOBS + "/" + id)
                                    .then()
                                    .statusCode(200)))
                    .toList();
            writers.forEach(OutboxIT::join);

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(topic.eventsOf(id)).hasSize(21));
            assertThat(topic.eventsOf(id))
                    .extracting(event -> event.path("sequence").asLong())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 21).boxed().toList());
            assertThat(topic.eventsOf(id))
                    .extracting(event -> event.at("/data/job/version").asLong())
                    .isSorted();
        }
    }

    private String create() {
        Response created = admin.request().body(JOB).post(JOBS);
        created.then().statusCode(201);
        return created.jsonPath().getString("data.id");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
