package dev.callsheet.bench.identity;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.ServiceJvm;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A gateway beside that of the fleet, with the same settings on ports of its own, for as long as it is open. */
final class FurtherGateway implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ChildProcess process;
    private final int port;

    FurtherGateway(Fleet fleet, int number) {
        ServiceDescription gateway = fleet.catalog().get(ServiceDescription.GATEWAY);
        port = freePort();
        int managementPort = freePort();
        Map<String, String> environment = new TreeMap<>(fleet.environment().of(gateway));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(freePort()));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServiceJvm.flags());
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        String name = "bench-gateway-" + number;
        process = ChildProcess.start(
                new ChildProcess.Start(
                        command,
                        environment,
                        gateway.application(fleet.home().root()),
                        fleet.home().log(name)),
                fleet.home().record(name));
        awaitReady(managementPort);
    }

    String url() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        process.stop("TERM", STOP_PATIENCE);
    }

    private void awaitReady(int managementPort) {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!answersReady(managementPort)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new FleetException("A further gateway did not start; see the log of bench-gateway.");
            }
            ChildProcess.pause(POLL);
        }
    }

    private static boolean answersReady(int managementPort) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://localhost:" + managementPort + "/q/health/ready")
                            .toURL()
                            .openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new FleetException("There is no free port.", e);
        }
    }
}
