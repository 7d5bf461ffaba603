package dev.callsheet.fleet.part;

import dev.callsheet.fleet.layout.FleetHome;
import dev.callsheet.platform.infrastructure.kafka.KafkaServer;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.platform.infrastructure.process.FreePort;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The fleet's own Kafka, a JVM that runs from the launcher's jars. */
public final class KafkaPart implements Part {

    public static final String NAME = "kafka";

    /** Long enough for a JVM in training, which ends when another has assembled its cache. */
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);

    private final FleetHome home;
    private final KafkaServer server;

    private static final List<String> FLAGS = List.of(
            "-Xms64m",
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");

    public KafkaPart(FleetHome home, boolean training) {
        this.home = home;
        List<String> arguments = new ArrayList<>(FLAGS);
        arguments.addAll(training ? cache().train() : cache().use());
        this.server = new KafkaServer(new KafkaServer.Options(
                home.data().resolve(NAME),
                home.record(NAME),
                home.log(NAME),
                home.kafkaPort(),
                home.kafkaControllerPort(),
                System.getProperty("java.class.path"),
                arguments));
    }

    /** What the JVM has learned of Kafka. It lies beside the launcher's jars and goes with them. */
    public static AotCache cache() {
        Path first = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
        Path jars = Objects.requireNonNull(first.toAbsolutePath().getParent());
        return new AotCache(jars.resolve(NAME + ".aot"), jars, FLAGS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Integer> ports() {
        return List.of(home.kafkaPort(), home.kafkaControllerPort());
    }

    @Override
    public Path log() {
        return home.log(NAME);
    }

    @Override
    public Optional<ChildProcess> process() {
        return server.process();
    }

    @Override
    public boolean isReady() {
        return server.isRunning() && FreePort.isTaken(server.port());
    }

    @Override
    public boolean isCurrent() {
        return server.isRunning();
    }

    @Override
    public void start() {
        if (!server.isRunning()) {
            ports().forEach(port -> PortHolder.requireFree(NAME, port));
        }
        server.start();
    }

    @Override
    public void stop() {
        process().ifPresent(process -> process.stop("TERM", STOP_PATIENCE));
    }
}
