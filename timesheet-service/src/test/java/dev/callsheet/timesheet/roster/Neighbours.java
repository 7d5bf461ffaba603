package dev.callsheet.timesheet.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.callsheet.contracts.crew.CrewCreated;
import dev.callsheet.contracts.crew.CrewDeleted;
import dev.callsheet.contracts.crew.CrewEvents;
import dev.callsheet.contracts.crew.CrewMemberSnapshot;
import dev.callsheet.contracts.event.DomainEvent;
import dev.callsheet.contracts.event.EventMetadata;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.scheduling.JobCreated;
import dev.callsheet.contracts.scheduling.JobDeleted;
import dev.callsheet.contracts.scheduling.JobSnapshot;
import dev.callsheet.contracts.scheduling.JobUpdated;
import dev.callsheet.contracts.scheduling.SchedulingEvents;
import dev.callsheet.platform.web.request.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The scheduling and the crew service, as far as this one hears of them. */
public final class Neighbours implements AutoCloseable {

    static final String SCHEDULING = "scheduling.events";
    static final String CREW = "crew.events";

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    ConfigProvider.getConfig().getValue("callsheet.kafka.bootstrap.servers", String.class)),
            new StringSerializer(),
            new ByteArraySerializer());

    /** A job is created. */
    public UUID createJob(UUID organization) {
        UUID id = UUID.randomUUID();
        send(SCHEDULING, id, event(organization, id, SchedulingEvents.JOB_CREATED, new JobCreated(job(id, 1))));
        return id;
    }

    void updateJob(UUID organization, UUID id, long version) {
        JobUpdated updated = new JobUpdated(job(id, version), List.of("title"));
        send(SCHEDULING, id, event(organization, id, SchedulingEvents.JOB_UPDATED, updated));
    }

    /** A job is deleted. */
    public void deleteJob(UUID organization, UUID id) {
        send(SCHEDULING, id, event(organization, id, SchedulingEvents.JOB_DELETED, new JobDeleted(job(id, 2))));
    }

    /** A crew member is created. */
    public UUID createCrewMember(UUID organization) {
        UUID id = UUID.randomUUID();
        send(CREW, id, event(organization, id, CrewEvents.CREW_CREATED, new CrewCreated(member(id, 1))));
        return id;
    }

    /** A crew member is created who is that user, in that department. */
    public UUID createCrewMember(UUID organization, UUID user, String department) {
        UUID id = UUID.randomUUID();
        CrewMemberSnapshot member =
                new CrewMemberSnapshot(id, "Ana", "López", null, department, "technician", List.of(), true, user, 1);
        send(CREW, id, event(organization, id, CrewEvents.CREW_CREATED, new CrewCreated(member)));
        return id;
    }

    void deleteCrewMember(UUID organization, UUID id) {
        send(CREW, id, event(organization, id, CrewEvents.CREW_DELETED, new CrewDeleted(member(id, 2))));
    }

    void send(String topic, UUID key, String value) {
        try {
            producer.send(new ProducerRecord<>(topic, key.toString(), value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static JobSnapshot job(UUID id, long version) {
        return new JobSnapshot(
                id,
                "Festa Major",
                "confirmado",
                "festival",
                Instant.parse("2026-06-01T06:00:00Z"),
                Instant.parse("2026-06-02T00:00:00Z"),
                null,
                null,
                List.of("sound"),
                version);
    }

    private static CrewMemberSnapshot member(UUID id, long version) {
        return new CrewMemberSnapshot(
                id, "Juan", "García", null, "sound", "technician", List.of("FOH"), true, null, version);
    }

    static <T> String event(UUID organization, UUID aggregate, EventType<T> type, T data) {
        try {
            return Json.events()
                    .writeValueAsString(new DomainEvent<>(
                            UUID.randomUUID(),
                            type.name(),
                            Instant.parse("2026-03-02T09:30:00Z"),
                            organization,
                            aggregate,
                            1,
                            data,
                            new EventMetadata(null, "req_test", "v1")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
