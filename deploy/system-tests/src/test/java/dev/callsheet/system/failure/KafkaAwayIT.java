package dev.callsheet.system.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.system.fleet.Jobs;
import dev.callsheet.system.fleet.RunningFleet;
import dev.callsheet.system.fleet.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaAwayIT {

    private final RunningFleet fleet = RunningFleet.shared();

    @AfterEach
    void repair() {
        fleet.up();
        fleet.awaitReady();
    }

    @Test
    void aServiceKilledBetweenCommitAndPublishLosesNoEventAndRepeatsNone() {
        // Given
        try (Subscriber subscriber = Subscriber.to(fleet, "job.*")) {
            fleet.stop("kafka");
            String job = Jobs.create(fleet, "Committed, not published");

            // When
            fleet.kill("scheduling");
            fleet.start("kafka");
            fleet.start("scheduling");

            // Then
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(subscriber.eventsOf(job)).hasSize(1));
            Jobs.rename(fleet, job, "Renamed").then().statusCode(200);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(subscriber.eventsOf(job)).hasSize(2));
            assertThat(typesOf(subscriber.eventsOf(job))).containsExactly("job.created", "job.updated");
        }
    }

    @Test
    void writesGoOnWithoutKafkaAndEveryEventArrivesInOrderAfterwards() {
        // Given
        try (Subscriber subscriber = Subscriber.to(fleet, "job.*")) {
            List<String> jobs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                jobs.add(Jobs.create(fleet, "Job " + i));
            }
            List<Integer> answers = new ArrayList<>();

            // When
            fleet.stop("kafka");
            Instant end = Instant.now().plus(Outage.duration());
            int changes = 0;
            while (Instant.now().isBefore(end)) {
                changes++;
                for (String job : jobs) {
                    answers.add(Jobs.rename(fleet, job, "Title " + changes).statusCode());
                }
            }
            fleet.start("kafka");

            // Then
            assertThat(answers).containsOnly(200);
            int expected = changes + 1;
            for (String job : jobs) {
                await().atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(
                                () -> assertThat(subscriber.eventsOf(job)).hasSize(expected));
                assertThat(sequencesOf(subscriber.eventsOf(job)))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, expected).boxed().toList());
            }
        }
    }

    private static List<String> typesOf(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    private static List<Long> sequencesOf(List<JsonNode> events) {
        return events.stream().map(event -> event.path("sequence").asLong()).toList();
    }
}
