package dev.callsheet.fleet.command;

import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.start.Progress;
import dev.callsheet.fleet.start.Startup;
import dev.callsheet.platform.infrastructure.postgres.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./fleet reset}. */
@Command(name = "reset", description = "Stops every part and deletes all data, keys and logs of this fleet.")
public final class ResetCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        Fleet fleet = Fleet.open();
        Startup.stopAll(fleet, new Progress(System.out));
        for (String directory : new String[] {"data", "keys", "logs", "mail", "run"}) {
            DirectoryTree.delete(fleet.home().home().resolve(directory));
        }
        Files.deleteIfExists(fleet.home().credentials());
        System.out.println("The fleet is empty. ./fleet up starts afresh.");
        return 0;
    }
}
