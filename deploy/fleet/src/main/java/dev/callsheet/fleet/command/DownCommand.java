package dev.callsheet.fleet.command;

import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.start.Progress;
import dev.callsheet.fleet.start.Startup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./fleet down}. */
@Command(name = "down", description = "Stops every part. The data stays for the next up.")
public final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Startup.stopAll(Fleet.open(), new Progress(System.out));
        return 0;
    }
}
