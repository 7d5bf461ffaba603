package dev.callsheet.platform.infrastructure.kafka;

import dev.callsheet.platform.infrastructure.InfrastructureException;
import dev.callsheet.platform.infrastructure.Server;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.platform.infrastructure.process.FreePort;
import dev.callsheet.platform.infrastructure.process.LogTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A single Kafka node (KRaft, broker and controller in one) as a JVM of its own, from the jars of the class path, on
 * the loopback address. It outlives the JVM that started it. Topics are not made by using them.
 */
public final class KafkaServer implements Server {

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Options options;

    public KafkaServer(Options options) {
        this.options = options;
    }

    /**
     * Where and how the node runs.
     *
     * @param data directory of the node's properties and storage; formatted by the first start
     * @param record file that remembers the process
     * @param port the brokers' port
     * @param controllerPort the controller's own port, which no client uses
     * @param classPath class path that holds Kafka and this class
     * @param jvmArguments heap and other flags of the node's JVM
     */
    public record Options(
            Path data,
            Path record,
            Path log,
            int port,
            int controllerPort,
            String classPath,
            List<String> jvmArguments) {}

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public int port() {
        return options.port();
    }

    /** The process as the system knows it, when it runs. */
    public Optional<ChildProcess> process() {
        return ChildProcess.find(options.record());
    }

    @Override
    public boolean isRunning() {
        return process().isPresent();
    }

    @Override
    public void start() {
        if (!isRunning()) {
            FreePort.require(options.port());
            Path properties = writeProperties();
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options.jvmArguments());
            command.addAll(List.of("-cp", options.classPath(), KafkaNode.class.getName(), properties.toString()));
            ChildProcess.start(
                    new ChildProcess.Start(command, Map.of(), options.data(), options.log()), options.record());
        }
        awaitReady();
    }

    @Override
    public void stop() {
        process().ifPresent(process -> process.stop("TERM", STOP_PATIENCE));
    }

    @Override
    public void kill() {
        process().ifPresent(ChildProcess::kill);
    }

    private Path writeProperties() {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@localhost:" + options.controllerPort()),
                Map.entry(
                        "listeners",
                        "BROKER://localhost:" + options.port() + ",CONTROLLER://localhost:" + options.controllerPort()),
                Map.entry("advertised.listeners", "BROKER://localhost:" + options.port()),
                Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", options.data().resolve("storage").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "3"),
                Map.entry("default.replication.factor", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "3"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "3"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // A node that was killed is let in again only when its earlier session has run out.
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "1000"),
                // A hundredth of the defaults, which are meant for a machine that only runs Kafka.
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2")));
        Path file = options.data().resolve("node.properties");
        try {
            Files.createDirectories(options.data());
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The broker opens its port only when it serves requests, so a connection is the proof. */
    private void awaitReady() {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!FreePort.isTaken(options.port())) {
            if (!isRunning()) {
                throw failure("Kafka ended while starting");
            }
            if (System.nanoTime() > deadline) {
                throw failure("Kafka was not ready after " + START_PATIENCE.toSeconds() + " s");
            }
            ChildProcess.pause(POLL);
        }
    }

    private InfrastructureException failure(String what) {
        return new InfrastructureException(
                what + ". The end of " + options.log() + ":\n" + String.join("\n", LogTail.of(options.log(), 20)));
    }
}
