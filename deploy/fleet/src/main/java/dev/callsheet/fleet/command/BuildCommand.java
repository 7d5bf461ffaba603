package dev.callsheet.fleet.command;

import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.start.Progress;
import dev.callsheet.fleet.start.Training;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./fleet build}. */
@Command(name = "build", description = "Builds the services whose sources have changed.")
public final class BuildCommand implements Callable<Integer> {

    @Option(names = "--aot", description = "Train AOT caches too, under a little load, in a fleet of its own.")
    private boolean aot;

    @Override
    public Integer call() {
        Fleet fleet = Fleet.open();
        List<ServiceDescription> stale = fleet.build().stale(fleet.catalog().services());
        if (stale.isEmpty()) {
            System.out.println("Everything is built.");
        } else {
            build(fleet, stale);
        }
        if (aot) {
            new Training(fleet, new Progress(System.out)).run();
        }
        return 0;
    }

    private static void build(Fleet fleet, List<ServiceDescription> stale) {
        fleet.rebuild(stale);
        System.out.println("Built "
                + String.join(", ", stale.stream().map(ServiceDescription::name).toList()) + ".");
    }
}
