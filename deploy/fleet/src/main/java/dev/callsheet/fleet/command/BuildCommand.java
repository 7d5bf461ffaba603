package dev.callsheet.fleet.command;

import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./fleet build}. */
@Command(name = "build", description = "Builds the services whose sources have changed.")
public final class BuildCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Fleet fleet = Fleet.open();
        List<ServiceDescription> stale = fleet.build().stale(fleet.catalog().services());
        if (stale.isEmpty()) {
            System.out.println("Everything is built.");
            return 0;
        }
        stale.forEach(service -> fleet.service(service).stop());
        fleet.build().build(stale);
        System.out.println("Built "
                + String.join(", ", stale.stream().map(ServiceDescription::name).toList()) + ".");
        return 0;
    }
}
