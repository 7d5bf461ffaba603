package dev.callsheet.fleet.part;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.FleetHome;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.platform.infrastructure.process.LogTail;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One service, a JVM of its own. */
public final class ServicePart implements Part {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    /** A JVM in training ends when another has assembled its cache. */
    private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int PROBE_TIMEOUT_MILLIS = 2_000;
    private static final int LOG_LINES = 25;

    private final FleetHome home;
    private final ServiceDescription service;
    private final Map<String, String> environment;
    private final String builtFrom;
    private final boolean training;

    /**
     * The service in its environment.
     *
     * @param builtFrom fingerprint of the sources that it was built from
     * @param training whether it writes its AOT cache when it ends, instead of using one
     */
    public ServicePart(
            FleetHome home,
            ServiceDescription service,
            Map<String, String> environment,
            String builtFrom,
            boolean training) {
        this.home = home;
        this.service = service;
        this.environment = new TreeMap<>(environment);
        this.builtFrom = builtFrom;
        this.training = training;
    }

    public ServiceDescription service() {
        return service;
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public List<Integer> ports() {
        return service.isGateway()
                ? List.of(service.port(), service.tlsPort(), service.managementPort())
                : List.of(service.port(), service.managementPort());
    }

    @Override
    public Path log() {
        return home.log(name());
    }

    @Override
    public Optional<ChildProcess> process() {
        return ChildProcess.find(home.record(name()));
    }

    @Override
    public boolean isReady() {
        return process().isPresent() && answersReady();
    }

    private boolean answersReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://localhost:" + service.managementPort() + "/q/health/ready")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
            connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isCurrent() {
        return process().isPresent() && Fingerprint.matches(home.fingerprint(name()), fingerprint());
    }

    private String fingerprint() {
        List<String> ingredients = new ArrayList<>(ServiceJvm.flags());
        ingredients.add(builtFrom);
        environment.forEach((name, value) -> ingredients.add(name + "=" + value));
        return Fingerprint.of(ingredients);
    }

    @Override
    public void start() {
        if (process().isEmpty()) {
            ports().forEach(port -> PortHolder.requireFree(name(), port));
            ChildProcess.start(
                    new ChildProcess.Start(command(), environment, service.application(home.root()), log()),
                    home.record(name()));
            Fingerprint.write(home.fingerprint(name()), fingerprint());
        }
        awaitReady();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServiceJvm.flags());
        command.addAll(training ? cache().train() : cache().use());
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        return command;
    }

    /** What the JVM has learned of this build of the service. */
    public AotCache cache() {
        Path application = service.application(home.root());
        return new AotCache(
                application.resolveSibling("aot").resolve(name() + ".aot"), application, ServiceJvm.flags());
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!answersReady()) {
            if (process().isEmpty()) {
                throw failure("ended while it was starting");
            }
            if (System.nanoTime() > deadline) {
                throw failure("was not ready after " + START_PATIENCE.toSeconds() + " s");
            }
            ChildProcess.pause(POLL);
        }
    }

    private FleetException failure(String what) {
        return new FleetException(name() + " " + what + ". The end of " + log() + ":\n    "
                + String.join("\n    ", LogTail.of(log(), LOG_LINES)));
    }

    /** Whether Maven has put something there that can be run. */
    public boolean isBuilt() {
        return Files.exists(service.application(home.root()).resolve("quarkus-run.jar"));
    }

    @Override
    public void stop() {
        Duration patience = training ? TRAINING_PATIENCE : STOP_PATIENCE;
        process().ifPresent(process -> process.stop("TERM", patience));
    }
}
