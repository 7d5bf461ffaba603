package dev.callsheet.fleet.command;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.build.Maven;
import dev.callsheet.fleet.build.ModuleSources;
import dev.callsheet.fleet.build.ServiceBuild;
import dev.callsheet.fleet.layout.FleetHome;
import dev.callsheet.fleet.layout.ServiceCatalog;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.test.TestReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./fleet test [MODULE]}. Ends with the sum of all tests in one line, and fails when there was none: a run that
 * tested nothing is not a good one.
 */
@Command(name = "test", description = "Runs all tests and quality gates, or those of one module.")
public final class TestCommand implements Callable<Integer> {

    /** Half of a module's time goes to servers that start, so two at once fill the cores of a small machine. */
    private static final int MODULES_AT_ONCE = 2;

    /** Starts what the other modules have built, and therefore comes after all of them. */
    private static final String LAST = "system-tests";

    @Parameters(paramLabel = "MODULE", arity = "0..1", description = "Such as identity-service; all without it.")
    private @Nullable String module;

    @Option(names = "--full", description = "The slow tests too.")
    private boolean full;

    @Override
    public Integer call() {
        FleetHome home = FleetHome.fromEnvironment();
        ModuleSources sources = new ModuleSources(home.root());
        ServiceBuild build = new ServiceBuild(home.root());
        List<ServiceDescription> services =
                ServiceCatalog.load(home.portOffset()).services();
        if (LAST.equals(module)) {
            Fleet.open().rebuild(build.stale(services));
        }
        var builtFrom = build.fingerprints(services);
        // Reports carry the file system's time, which may be coarser than the clock's.
        Instant began = Instant.now().minusSeconds(1);
        int outcome = module == null ? testAll(home, sources) : verify(home, only(module, home, sources));
        if (outcome == 0 && module == null) {
            build.record(builtFrom);
        }
        List<Path> directories =
                sources.modules().stream().map(sources::directory).toList();
        TestReports.Totals totals = TestReports.since(began, directories);
        System.out.println();
        if (outcome == 0 && totals.run() == 0) {
            System.out.println("No test ran.");
        }
        System.out.println(totals.summary());
        return outcome == 0 && totals.areGood() ? 0 : 1;
    }

    private int testAll(FleetHome home, ModuleSources sources) {
        Path last = home.root().relativize(sources.directory(LAST));
        int others = verify(home, List.of("--fail-at-end", "--threads=" + MODULES_AT_ONCE, "--projects", "!" + last));
        int system = verify(home, only(LAST, home, sources));
        return Math.max(others, system);
    }

    private int verify(FleetHome home, List<String> which) {
        List<String> arguments = new ArrayList<>(List.of("verify"));
        arguments.addAll(which);
        if (full) {
            /* Not empty, or Maven takes the property for none: a group that no test is in. */
            arguments.add("-Dtest.excluded.groups=none");
        }
        return new Maven(home.root()).run(arguments);
    }

    /** The module with what it needs, and of all that only the module's own tests, which its package tells. */
    private static List<String> only(String name, FleetHome home, ModuleSources sources) {
        String module = sources.modules().contains(name) ? name : name + "-service";
        Path directory = sources.directory(module);
        String tests = packageOf(directory.resolve("src/test/java"));
        return List.of(
                "--also-make",
                "--projects",
                home.root().relativize(directory).toString(),
                "-Dtest=" + tests + "/**/*Test",
                "-Dit.test=" + tests + "/**/*IT",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dfailsafe.failIfNoSpecifiedTests=false");
    }

    /** The directory below which all of the tests lie. */
    private static String packageOf(Path tests) {
        Path directory = tests;
        while (true) {
            List<Path> children = children(directory);
            if (children.size() != 1 || !Files.isDirectory(children.getFirst())) {
                return tests.relativize(directory).toString();
            }
            directory = children.getFirst();
        }
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new FleetException("There are no tests in " + directory + ".", e);
        }
    }
}
