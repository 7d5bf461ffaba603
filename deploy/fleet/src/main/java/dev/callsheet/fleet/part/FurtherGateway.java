package dev.callsheet.fleet.part;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.platform.infrastructure.process.FreePort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A gateway beside the fleet's own, with the same database, broker and keys, on free ports; for benches and tests. */
public final class FurtherGateway implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PROBE_TIMEOUT_MILLIS = 2_000;

    private final ChildProcess process;
    private final int port;
    private final int managementPort;

    private FurtherGateway(ChildProcess process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts one like the fleet's own and waits until it is ready; the name tells its log from those of others. */
    public static FurtherGateway start(Fleet fleet, String name) {
        return start(fleet, name, List.of(), List.of(), Map.of());
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param name tells its log from those of others
     * @param runner what the JVM is to be run by, such as {@code taskset}; may be empty
     * @param flags of the JVM, beyond those of every service
     * @param changes variables that differ from those of the fleet's gateway
     */
    public static FurtherGateway start(
            Fleet fleet, String name, List<String> runner, List<String> flags, Map<String, String> changes) {
        ServiceDescription gateway = fleet.catalog().get(ServiceDescription.GATEWAY);
        int port = FreePort.find();
        int management = FreePort.find();
        Map<String, String> environment = new TreeMap<>(fleet.environment().of(gateway));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(FreePort.find()));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        environment.putAll(changes);
        List<String> command = new ArrayList<>(runner);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServiceJvm.flags());
        command.addAll(flags);
        command.addAll(fleet.service(gateway).cache().use());
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        Path log = fleet.home().log(name);
        ChildProcess process = ChildProcess.start(
                new ChildProcess.Start(
                        command, environment, gateway.application(fleet.home().root()), log),
                fleet.home().record(name));
        FurtherGateway started = new FurtherGateway(process, port, management);
        started.awaitReady(log);
        return started;
    }

    private void awaitReady(Path log) {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new FleetException("Another gateway did not start. Its log is " + log);
            }
            ChildProcess.pause(POLL);
        }
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(managementUrl() + "/q/health/ready").toURL().openConnection();
            connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
            connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Where it answers health checks and metrics. */
    public String managementUrl() {
        return "http://127.0.0.1:" + managementPort;
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL: it gets no chance to give anything back. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.stop("TERM", STOP_PATIENCE);
        }
    }
}
