package dev.callsheet.fleet.build;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.ServiceDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds the services whose sources have changed since they were built. */
public final class ServiceBuild {

    private static final String STAMP = "built-from";

    private final Path root;
    private final ModuleSources sources;
    private final Maven maven;

    public ServiceBuild(Path root) {
        this.root = root;
        this.sources = new ModuleSources(root);
        this.maven = new Maven(root);
    }

    /** Those of the services that were never built, or from other sources. */
    public List<ServiceDescription> stale(List<ServiceDescription> services) {
        if ("never".equals(System.getenv("CALLSHEET_BUILD"))) {
            return List.of();
        }
        return services.stream().filter(service -> !isFresh(service)).toList();
    }

    private boolean isFresh(ServiceDescription service) {
        Path stamp = stamp(service);
        try {
            return Files.exists(service.application(root).resolve("quarkus-run.jar"))
                    && Files.exists(stamp)
                    && Files.readString(stamp).equals(sources.fingerprint(service.module()));
        } catch (IOException e) {
            return false;
        }
    }

    /** What a running service was built from; empty for one that is not built. */
    public String builtFrom(ServiceDescription service) {
        try {
            Path stamp = stamp(service);
            return Files.exists(stamp) ? Files.readString(stamp) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Builds the services, if any, without their tests. The quality gates are left to {@code ./fleet test}. */
    public void build(List<ServiceDescription> services) {
        if (services.isEmpty()) {
            return;
        }
        Map<ServiceDescription, String> fingerprints = fingerprints(services);
        List<String> arguments = new ArrayList<>(List.of("--quiet", "--also-make", "--projects"));
        arguments.add(services.stream()
                .map(service ->
                        root.relativize(sources.directory(service.module())).toString())
                .collect(Collectors.joining(",")));
        arguments.addAll(
                List.of("-Dmaven.test.skip=true", "-Dspotless.check.skip=true", "-Denforcer.skip=true", "package"));
        if (maven.run(arguments) != 0) {
            throw new FleetException("The build failed; Maven's output above says why.");
        }
        record(fingerprints);
    }

    /** What the services would be built from now. Taken before a build: what is edited meanwhile is stale afterwards. */
    public Map<ServiceDescription, String> fingerprints(List<ServiceDescription> services) {
        return services.stream()
                .collect(Collectors.toMap(service -> service, service -> sources.fingerprint(service.module())));
    }

    /** Remembers that the services have been built from these sources. */
    public void record(Map<ServiceDescription, String> fingerprints) {
        fingerprints.forEach(this::writeStamp);
    }

    private void writeStamp(ServiceDescription service, String fingerprint) {
        try {
            Files.writeString(stamp(service), fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path stamp(ServiceDescription service) {
        return root.resolve(service.module()).resolve("target").resolve(STAMP);
    }
}
