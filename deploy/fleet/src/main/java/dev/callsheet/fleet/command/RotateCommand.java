package dev.callsheet.fleet.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./fleet rotate}: new keys for old ones, while the fleet runs. */
@Command(
        name = "rotate",
        description = "Changes a key of the running fleet.",
        synopsisSubcommandLabel = "KEY",
        subcommands = {RotateSigningKeyCommand.class, RotateSecretsKeyCommand.class})
public final class RotateCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
