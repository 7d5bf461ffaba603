package dev.callsheet.bench;

import dev.callsheet.bench.subject.MeasuredFleet;
import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.platform.infrastructure.InfrastructureException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program behind {@code ./fleet bench}. Measures the fleet that is running; it starts and stops nothing. */
@Command(
        name = "bench",
        description = "Measures the running fleet. Without a scenario: lists them.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

    @Parameters(paramLabel = "SCENARIO", arity = "0..1", description = "What to measure.")
    private @Nullable String scenario;

    @Option(names = "--connections", defaultValue = "32", description = "Clients at once, each with a connection.")
    private int connections;

    @Option(names = "--warmup", defaultValue = "60", description = "Seconds of load before the first figure, at least.")
    private int warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "5", description = "Length of one measured window.")
    private int windowSeconds;

    @Option(names = "--rounds", defaultValue = "9", description = "Measured windows of each variant, taken in turns.")
    private int rounds;

    private final PrintStream out = System.out;

    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Bench());
        commandLine.setExecutionExceptionHandler(Bench::report);
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() {
        if (scenario == null) {
            Scenarios.all().forEach(each -> out.printf("%-12s %s%n", each.name(), each.description()));
            return 0;
        }
        Scenario chosen = Scenarios.get(scenario);
        LoadPlan plan = new LoadPlan(connections, warmUpSeconds, windowSeconds, rounds);
        return chosen.run(MeasuredFleet.of(Fleet.open()), plan, out) ? 0 : 1;
    }

    private static int report(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        if (failure instanceof FleetException || failure instanceof InfrastructureException) {
            commandLine.getErr().println(failure.getMessage());
        } else {
            failure.printStackTrace(commandLine.getErr());
        }
        commandLine.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
