package dev.callsheet.timesheet.roster;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.callsheet.contracts.scheduling.JobCreated;
import dev.callsheet.contracts.scheduling.SchedulingEvents;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is known is seen through which fields a creation is refused for. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RosterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Caller admin = Caller.admin();
    private final UUID organization = admin.organizationId();
    private Neighbours neighbours;

    @BeforeAll
    void connect() {
        neighbours = new Neighbours();
    }

    @AfterAll
    void disconnect() {
        neighbours.close();
    }

    @Test
    void knowsAJobAndACrewMemberUntilTheyAreDeleted() {
        // Given
        UUID job = neighbours.createJob(organization);
        UUID member = neighbours.createCrewMember(organization);
        awaitUnknown(job, member, empty());

        // When
        neighbours.deleteJob(organization, job);
        neighbours.deleteCrewMember(organization, member);

        // Then
        awaitUnknown(job, member, contains("job_id", "technician_id"));
    }

    @Test
    void aLateEventDoesNotBringADeletedJobBack() {
        // Given
        UUID job = neighbours.createJob(organization);
        neighbours.deleteJob(organization, job);

        // When
        neighbours.updateJob(organization, job, 3);
        UUID member = neighbours.createCrewMember(organization);
        UUID next = neighbours.createJob(organization);

        // Then
        awaitUnknown(next, member, empty());
        awaitUnknown(job, member, contains("job_id"));
    }

    @Test
    void aRedeliveredEventChangesNothing() {
        // Given
        UUID job = UUID.randomUUID();
        String created = Neighbours.event(
                organization, job, SchedulingEvents.JOB_CREATED, new JobCreated(Neighbours.job(job, 1)));
        neighbours.send(Neighbours.SCHEDULING, job, created);
        neighbours.deleteJob(organization, job);

        // When
        neighbours.send(Neighbours.SCHEDULING, job, created);
        UUID member = neighbours.createCrewMember(organization);

        // Then
        awaitUnknown(job, member, contains("job_id"));
    }

    @Test
    void whatCannotBeReadHoldsUpNothing() {
        // Given
        UUID job = UUID.randomUUID();
        neighbours.send(Neighbours.SCHEDULING, job, "{\"type\": \"job.created\", \"data\": 42}");
        neighbours.send(Neighbours.SCHEDULING, job, "no JSON");

        // When
        neighbours.send(
                Neighbours.SCHEDULING,
                job,
                Neighbours.event(
                        organization, job, SchedulingEvents.JOB_CREATED, new JobCreated(Neighbours.job(job, 1))));

        // Then
        awaitUnknown(job, neighbours.createCrewMember(organization), empty());
    }

    @Test
    void doesNotKnowAnotherOrganizationsJob() {
        // Given
        UUID foreign = neighbours.createJob(UUID.randomUUID());
        UUID own = neighbours.createJob(organization);
        UUID member = neighbours.createCrewMember(organization);

        // When / Then
        awaitUnknown(own, member, empty());
        awaitUnknown(foreign, member, contains("job_id"));
    }

    private void awaitUnknown(UUID job, UUID member, Matcher<? super List<String>> unknown) {
        await().atMost(PATIENCE).until(() -> unknownTo(job, member), is(unknown));
    }

    private List<String> unknownTo(UUID job, UUID member) {
        List<String> fields = admin.request()
                .body("""
                        {"job_id": "%s", "technician_id": "%s", "date": "2026-06-01", "start_time": "08:00", "end_time": "20:00"}
                        """.formatted(job, member))
                .post("/api/v1/timesheets")
                .jsonPath()
                .getList("error.details.field", String.class);
        return fields == null ? List.of() : fields;
    }
}
