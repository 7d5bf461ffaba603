package dev.callsheet.fleet.start;

import dev.callsheet.contracts.Contracts;
import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.Part;
import dev.callsheet.platform.infrastructure.kafka.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Brings the fleet up: builds what is stale, starts the servers, prepares the database and the topics, then starts the
 * services. What runs already and has not changed is left alone, so running it again repairs and nothing else.
 */
public final class Startup {

    private static final int PARTITIONS = 3;
    private static final long GIBIBYTE = 1L << 30;
    private static final long REQUIRED_SPACE = 2 * GIBIBYTE;

    private final Fleet fleet;
    private final Progress progress;

    public Startup(Fleet fleet, Progress progress) {
        this.fleet = fleet;
        this.progress = progress;
    }

    /** Returns when every part is ready. */
    public void run() {
        requireSpace();
        fleet.keys()
                .prepare(fleet.catalog().services().stream()
                        .map(ServiceDescription::module)
                        .toList());
        fleet.certificate().prepare();
        buildStale();
        reportMissingCaches();
        startServers();
        startServices();
    }

    private void requireSpace() {
        try {
            long free = Files.getFileStore(fleet.home().home()).getUsableSpace();
            if (free < REQUIRED_SPACE) {
                throw new FleetException("The disk of " + fleet.home().home() + " has " + (free >> 20)
                        + " MB left; the fleet needs " + (REQUIRED_SPACE >> 20)
                        + " MB. Free some space, or put the fleet elsewhere: CALLSHEET_HOME=/elsewhere ./fleet up");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void buildStale() {
        List<ServiceDescription> stale = fleet.build().stale(fleet.ownServices());
        if (stale.isEmpty()) {
            return;
        }
        progress.line("Building "
                + String.join(", ", stale.stream().map(ServiceDescription::name).toList()));
        Instant began = Instant.now();
        fleet.rebuild(stale);
        progress.part("build", "done", Duration.between(began, Instant.now()), "");
    }

    private void reportMissingCaches() {
        List<String> missing = fleet.ownServices().stream()
                .filter(service -> fleet.service(service).process().isEmpty())
                .filter(service -> !fleet.service(service).cache().isValid())
                .map(ServiceDescription::name)
                .toList();
        if (!missing.isEmpty() && !fleet.isTraining()) {
            progress.line("Starting without AOT caches: " + String.join(", ", missing)
                    + ". After ./fleet build --aot they start in half the time.");
        }
    }

    private void startServers() {
        List<Runnable> servers = new ArrayList<>();
        servers.add(() -> {
            if (!fleet.external().hasDatabase()) {
                start(fleet.postgres());
            }
            prepareDatabase();
        });
        servers.add(() -> {
            if (!fleet.external().hasKafka()) {
                start(fleet.kafka());
            }
            Topics.create(fleet.environment().bootstrapServers(), topics(), PARTITIONS);
        });
        atOnce(servers, servers.size());
    }

    /** The topics of the contracts, and for each service one for the events that it cannot handle. */
    private List<String> topics() {
        return Stream.concat(
                        Contracts.topics().stream(),
                        fleet.catalog().schemas().stream().map(schema -> schema + ".dead-letters"))
                .toList();
    }

    private void prepareDatabase() {
        Instant began = Instant.now();
        int applied = new DatabasePreparation(fleet).run(progress);
        progress.part(
                "database",
                "ready",
                Duration.between(began, Instant.now()),
                applied == 0 ? "up to date" : applied + " migrations applied");
    }

    /** Starts services that do not run, and those again whose settings have changed. */
    public void startServices() {
        List<Runnable> services = fleet.ownServices().stream()
                .<Runnable>map(service -> () -> start(fleet.service(service)))
                .toList();
        // A JVM that starts keeps more than one core busy: all at once would only make each of them late.
        atOnce(services, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    private void start(Part part) {
        Instant began = Instant.now();
        String state = "ready";
        if (part.process().isPresent()) {
            if (part.isCurrent() && part.isReady()) {
                state = "running";
            } else if (!part.isCurrent()) {
                part.stop();
                state = "restarted";
            }
        }
        part.start();
        String pid = part.process().map(process -> "pid " + process.pid()).orElse("");
        progress.part(
                part.name(), state, Duration.between(began, Instant.now()), Progress.ports(part.ports()) + "   " + pid);
    }

    /** Runs the steps on so many threads; the first failure ends the start when the steps under way have ended. */
    private static void atOnce(List<Runnable> steps, int threads) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            CompletableFuture<?>[] running = steps.stream()
                    .map(step -> CompletableFuture.runAsync(step, executor))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(running).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Ends every part, services first, and says so. */
    public static void stopAll(Fleet fleet, Progress progress) {
        List<Part> parts = fleet.parts().reversed();
        List<Runnable> services = new ArrayList<>();
        List<Runnable> servers = new ArrayList<>();
        for (Part part : parts) {
            boolean service = fleet.catalog().contains(part.name());
            (service ? services : servers).add(() -> stop(part, progress));
        }
        if (!services.isEmpty()) {
            atOnce(services, services.size());
        }
        if (!servers.isEmpty()) {
            atOnce(servers, servers.size());
        }
    }

    private static void stop(Part part, Progress progress) {
        if (part.process().isPresent()) {
            Instant began = Instant.now();
            part.stop();
            progress.part(part.name(), "stopped", Duration.between(began, Instant.now()), "");
        }
    }
}
