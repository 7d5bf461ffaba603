package dev.callsheet.fleet.command;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.bootstrap.Credentials;
import dev.callsheet.fleet.demo.MainJob;
import dev.callsheet.fleet.demo.Narrator;
import dev.callsheet.fleet.demo.StepFailedException;
import dev.callsheet.fleet.layout.FleetHome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./fleet demo}. */
@Command(name = "demo", description = "Plays the main job against the running fleet and shows every step.")
public final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Credentials credentials =
                Credentials.require(FleetHome.fromEnvironment().credentials());
        try {
            new MainJob(credentials, new Narrator(System.out)).play();
        } catch (StepFailedException e) {
            throw new FleetException("The demo failed. " + e.getMessage(), e);
        }
        System.out.println("\nThe demo went through.");
        return 0;
    }
}
