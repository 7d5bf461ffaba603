package dev.callsheet.fleet.demo.data;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The files of this package as request bodies. What is relative in them is made absolute here: {@code ..._day} counts
 * days from today, {@code from} and {@code to} are times on that day (the latter on the next when it is not after the
 * former), and keys stand for what has been created before.
 */
final class DemoRows {

    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private final ObjectMapper json = new ObjectMapper();
    private final LocalDate today;

    DemoRows(LocalDate today) {
        this.today = today;
    }

    List<ObjectNode> locations() {
        return read("locations.json", new TypeReference<>() {});
    }

    List<ObjectNode> tours() {
        List<ObjectNode> tours = read("tours.json", new TypeReference<>() {});
        tours.forEach(tour -> {
            tour.put("start_date", day(tour.remove("first_day")));
            tour.put("end_date", day(tour.remove("last_day")));
        });
        return tours;
    }

    /**
     * The jobs.
     *
     * @param locations ids by key
     * @param tours ids by key
     */
    List<ObjectNode> jobs(Map<String, UUID> locations, Map<String, UUID> tours) {
        Map<String, ObjectNode> roles = read("required-roles.json", new TypeReference<>() {});
        List<ObjectNode> jobs = read("jobs.json", new TypeReference<>() {});
        jobs.forEach(job -> {
            LocalDate day = today.plusDays(job.remove("day").asInt());
            LocalTime from = LocalTime.parse(job.remove("from").asText());
            LocalTime to = LocalTime.parse(job.remove("to").asText());
            job.put("start_time", moment(day, from));
            job.put("end_time", moment(to.isAfter(from) ? day : day.plusDays(1), to));
            job.put("location_id", idOf(locations, job.remove("location")));
            if (job.has("tour")) {
                job.put("tour_id", idOf(tours, job.remove("tour")));
            }
            ObjectNode required =
                    Objects.requireNonNull(roles.get(job.remove("roles").asText()));
            required.fieldNames().forEachRemaining(job.putArray("departments")::add);
            job.set("required_roles", required);
        });
        return jobs;
    }

    List<ObjectNode> equipment() {
        List<ObjectNode> items = read("equipment.json", new TypeReference<>() {});
        items.stream().filter(item -> item.has("last_maintenance_day")).forEach(item -> {
            item.put("last_maintenance_date", day(item.remove("last_maintenance_day")));
            item.put("next_maintenance_date", day(item.remove("next_maintenance_day")));
        });
        return items;
    }

    /** The crew; the admin's own profile is the last. */
    List<ObjectNode> crew(UUID adminUserId, String adminEmail) {
        List<ObjectNode> crew = read("crew.json", new TypeReference<>() {});
        ObjectNode admin = crew.getLast();
        if (!admin.path("admin").asBoolean()) {
            throw new IllegalStateException("The last member in crew.json must be the admin");
        }
        admin.remove("admin");
        admin.put("email", adminEmail).put("user_id", adminUserId.toString());
        return crew;
    }

    private String day(JsonNode distance) {
        return today.plusDays(distance.asInt()).toString();
    }

    private static String moment(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, ZONE).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    private static String idOf(Map<String, UUID> ids, JsonNode key) {
        return Objects.requireNonNull(ids.get(key.asText()), key.asText()).toString();
    }

    private <T> T read(String file, TypeReference<T> type) {
        try (InputStream stream = Objects.requireNonNull(DemoRows.class.getResourceAsStream(file), file)) {
            return json.readValue(stream, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
