package dev.callsheet.fleet.part;

import dev.callsheet.fleet.layout.FleetHome;
import dev.callsheet.platform.infrastructure.kafka.KafkaServer;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.platform.infrastructure.process.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The fleet's own Kafka, a JVM that runs from the launcher's jars. */
public final class KafkaPart implements Part {

    public static final String NAME = "kafka";

    private final FleetHome home;
    private final KafkaServer server;

    public KafkaPart(FleetHome home) {
        this.home = home;
        this.server = new KafkaServer(new KafkaServer.Options(
                home.data().resolve(NAME),
                home.record(NAME),
                home.log(NAME),
                home.kafkaPort(),
                home.kafkaControllerPort(),
                System.getProperty("java.class.path"),
                List.of(
                        "-Xms64m",
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n")));
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
        server.stop();
    }
}
