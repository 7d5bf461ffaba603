package dev.callsheet.fleet.build;

import dev.callsheet.fleet.FleetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The bench: a program of its own, so that what it needs for load is not on the launcher's class path. */
public final class BenchBuild {

    private static final String MODULE = "bench";

    private final ModuleSources sources;
    private final Maven maven;
    private final Path directory;

    public BenchBuild(Path root) {
        this.sources = new ModuleSources(root);
        this.maven = new Maven(root);
        this.directory = sources.directory(MODULE);
    }

    /** The class path to run it from, built anew when its sources have changed. */
    public String classPath() {
        Path target = directory.resolve("target");
        Path stamp = target.resolve("built-from");
        boolean mayBuild = !"never".equals(System.getenv("CALLSHEET_BUILD"));
        try {
            String fingerprint = sources.fingerprint(MODULE);
            boolean fresh = Files.exists(stamp) && Files.readString(stamp).equals(fingerprint);
            if (!fresh && mayBuild) {
                build();
                Files.writeString(stamp, fingerprint);
            }
            if (!Files.isDirectory(target.resolve("lib"))) {
                throw new FleetException("The bench is not built, and CALLSHEET_BUILD=never forbids to build it.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
    }

    private void build() {
        int outcome = maven.run(List.of(
                "--quiet",
                "--also-make",
                "--projects",
                "deploy/bench",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "-Denforcer.skip=true",
                "package"));
        if (outcome != 0) {
            throw new FleetException("The bench could not be built; Maven's output above says why.");
        }
    }
}
