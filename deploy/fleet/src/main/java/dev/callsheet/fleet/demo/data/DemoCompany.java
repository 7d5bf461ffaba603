package dev.callsheet.fleet.demo.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callsheet.fleet.bootstrap.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Fills the demo organization, once. A load that broke off goes on where it stopped, because what has been created is
 * answered again under its idempotency key; the admin's own profile comes last, so that its presence shows that all is
 * there, even to a launcher that has lost its note.
 */
public final class DemoCompany {

    private static final int AT_ONCE = 4;

    private final Credentials credentials;
    private final Path note;
    private final DemoApi api;
    private final LocalDate today;
    private final DemoRows rows;

    /**
     * The company of an organization.
     *
     * @param note the file that remembers that it has been loaded
     */
    public DemoCompany(Credentials credentials, Path note, LocalDate today) {
        this.credentials = credentials;
        this.note = note;
        this.api = new DemoApi(credentials.baseUrl(), credentials.liveKey());
        this.today = today;
        this.rows = new DemoRows(today);
    }

    /** Whether anything had to be loaded. */
    public boolean loadOnce() {
        if (Files.exists(note)) {
            return false;
        }
        UUID admin = adminUserId();
        boolean missing = api.get("/crew?user_id=" + admin).path("data").isEmpty();
        if (missing) {
            load(admin);
        }
        remember();
        return missing;
    }

    private void load(UUID admin) {
        Map<String, UUID> locations = createByKey("/locations", rows.locations());
        Map<String, UUID> tours = createByKey("/tours", rows.tours());
        createAll("/jobs", rows.jobs(locations, tours));
        createAll("/equipment", rows.equipment());
        List<ObjectNode> crew = rows.crew(admin, credentials.adminEmail());
        createAll("/crew", crew.subList(0, crew.size() - 1));
        api.post("/crew", crew.getLast(), idempotencyKey("/crew", crew.size()));
    }

    private UUID adminUserId() {
        ObjectNode login = JsonNodeFactory.instance
                .objectNode()
                .put("email", credentials.adminEmail())
                .put("password", credentials.adminPassword());
        return UUID.fromString(api.login(login).at("/data/user/id").asText());
    }

    private Map<String, UUID> createByKey(String path, List<ObjectNode> named) {
        List<String> keys =
                named.stream().map(row -> row.remove("key").asText()).toList();
        List<UUID> ids = createAll(path, named);
        Map<String, UUID> byKey = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            byKey.put(keys.get(i), ids.get(i));
        }
        return byKey;
    }

    private List<UUID> createAll(String path, List<ObjectNode> bodies) {
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
            List<CompletableFuture<UUID>> created = new ArrayList<>();
            for (int i = 0; i < bodies.size(); i++) {
                ObjectNode body = bodies.get(i);
                String key = idempotencyKey(path, i);
                created.add(CompletableFuture.supplyAsync(() -> idOf(api.post(path, body, key)), clients));
            }
            return created.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The rows of another day are other requests. */
    private String idempotencyKey(String path, int index) {
        return "demo-%s-%s-%d".formatted(today, path.substring(1), index);
    }

    private static UUID idOf(JsonNode answer) {
        return UUID.fromString(answer.at("/data/id").asText());
    }

    private void remember() {
        try {
            Files.writeString(note, "The demo company was loaded on " + today + ".\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
