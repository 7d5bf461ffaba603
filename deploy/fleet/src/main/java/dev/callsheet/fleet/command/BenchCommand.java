package dev.callsheet.fleet.command;

import dev.callsheet.fleet.build.BenchBuild;
import dev.callsheet.fleet.layout.FleetHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./fleet bench}: hands its arguments to the bench, which knows the scenarios. */
@Command(
        name = "bench",
        description = "Measures the running fleet: bench [SCENARIO] [--connections N] [--warmup S] [--seconds S]"
                + " [--rounds N]. Without a scenario: lists them.")
public final class BenchCommand implements Callable<Integer> {

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        FleetHome home = FleetHome.fromEnvironment();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                new BenchBuild(home.root()).classPath(),
                "dev.callsheet.bench.Bench"));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
