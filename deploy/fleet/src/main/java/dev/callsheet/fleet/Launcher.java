package dev.callsheet.fleet;

import dev.callsheet.fleet.command.BenchCommand;
import dev.callsheet.fleet.command.BootstrapCommand;
import dev.callsheet.fleet.command.BuildCommand;
import dev.callsheet.fleet.command.DemoCommand;
import dev.callsheet.fleet.command.DownCommand;
import dev.callsheet.fleet.command.LogsCommand;
import dev.callsheet.fleet.command.MigrateCommand;
import dev.callsheet.fleet.command.ResetCommand;
import dev.callsheet.fleet.command.RestartCommand;
import dev.callsheet.fleet.command.RotateCommand;
import dev.callsheet.fleet.command.StatusCommand;
import dev.callsheet.fleet.command.TestCommand;
import dev.callsheet.fleet.command.UpCommand;
import dev.callsheet.platform.infrastructure.InfrastructureException;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./fleet}. */
@Command(
        name = "fleet",
        description = "Builds, runs and tests a whole Callsheet fleet on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            RestartCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            BuildCommand.class,
            DemoCommand.class,
            TestCommand.class,
            BenchCommand.class,
            MigrateCommand.class,
            BootstrapCommand.class,
            RotateCommand.class,
            ResetCommand.class,
        })
public final class Launcher implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] arguments) {
        // What the libraries are doing is not what was asked for.
        Logger.getLogger("").setLevel(Level.SEVERE);
        CommandLine commandLine = new CommandLine(new Launcher());
        commandLine.setExecutionExceptionHandler(Launcher::report);
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return CommandLine.ExitCode.USAGE;
    }

    /** What a person can do something about is told in a sentence; anything else is a defect and shows its trace. */
    private static int report(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        if (failure instanceof FleetException || failure instanceof InfrastructureException) {
            commandLine.getErr().println("\n" + failure.getMessage());
        } else {
            failure.printStackTrace(commandLine.getErr());
        }
        commandLine.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
