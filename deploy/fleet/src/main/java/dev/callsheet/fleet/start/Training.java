package dev.callsheet.fleet.start;

import dev.callsheet.fleet.bootstrap.Bootstrap;
import dev.callsheet.fleet.bootstrap.Credentials;
import dev.callsheet.fleet.demo.MainJob;
import dev.callsheet.fleet.demo.Narrator;
import dev.callsheet.fleet.layout.FleetHome;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.KafkaPart;
import dev.callsheet.platform.infrastructure.postgres.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the AOT caches: a second fleet beside the one in use, empty and on other ports, does the main job some times;
 * when its JVMs end, each writes what it has learned.
 */
public final class Training {

    private static final int PORT_DISTANCE = 10_000;
    private static final int ROUNDS = 4;

    private final Fleet fleet;
    private final Progress progress;

    public Training(Fleet fleet, Progress progress) {
        this.fleet = fleet;
        this.progress = progress;
    }

    public void run() {
        FleetHome home = fleet.home();
        Path directory = home.root().resolve("deploy/fleet/target/training");
        discard(directory);
        Fleet trained = Fleet.forTraining(new FleetHome(home.root(), directory, home.portOffset() + PORT_DISTANCE));
        trained.ownServices()
                .forEach(service -> trained.service(service).cache().discard());
        KafkaPart.cache().discard();
        progress.line("Training in a fleet of its own");
        try {
            new Startup(trained, progress).run();
            exercise(new Bootstrap(trained).demo());
        } finally {
            progress.line("Writing the caches");
            // One after the other: assembling a cache takes a core and several hundred megabytes.
            for (ServiceDescription service : trained.ownServices().reversed()) {
                Instant began = Instant.now();
                trained.service(service).stop();
                progress.part(service.name(), "written", Duration.between(began, Instant.now()), "");
            }
            Startup.stopAll(trained, progress);
        }
        seal(trained);
        discard(directory);
    }

    private void exercise(Credentials credentials) {
        Instant began = Instant.now();
        for (int round = 0; round < ROUNDS; round++) {
            new MainJob(credentials, Narrator.silent()).play();
        }
        progress.part("load", "done", Duration.between(began, Instant.now()), ROUNDS + " rounds of the main job");
    }

    private void seal(Fleet trained) {
        List<String> without = new ArrayList<>();
        for (ServiceDescription service : trained.ownServices()) {
            if (!trained.service(service).cache().seal()) {
                without.add(service.name());
            }
        }
        if (!KafkaPart.cache().seal()) {
            without.add(KafkaPart.NAME);
        }
        progress.line(
                without.isEmpty()
                        ? "All caches are written."
                        : "No cache was written by " + String.join(", ", without) + "; these start without.");
    }

    private static void discard(Path directory) {
        try {
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
