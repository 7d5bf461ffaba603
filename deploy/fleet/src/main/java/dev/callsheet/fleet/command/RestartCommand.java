package dev.callsheet.fleet.command;

import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.Part;
import dev.callsheet.fleet.start.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./fleet restart SERVICE}. */
@Command(name = "restart", description = "Stops one part and starts it again, built anew when its sources changed.")
public final class RestartCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PART", description = "A service, postgres or kafka.")
    private String name = "";

    @Override
    public Integer call() {
        Fleet fleet = Fleet.open();
        Progress progress = new Progress(System.out);
        Instant began = Instant.now();
        fleet.part(name).stop();
        fleet.ownServices().stream()
                .filter(service -> service.name().equals(name))
                .filter(service -> !fleet.build().stale(List.of(service)).isEmpty())
                .forEach(service -> fleet.build().build(List.of(service)));
        Part part = fleet.part(name);
        part.start();
        progress.part(part.name(), "restarted", Duration.between(began, Instant.now()), Progress.ports(part.ports()));
        return 0;
    }
}
