package dev.callsheet.fleet.command;

import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.start.DatabasePreparation;
import dev.callsheet.fleet.start.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./fleet migrate}: what a Kubernetes job runs before the services of a new version. */
@Command(name = "migrate", description = "Prepares roles and schemas and applies the migrations of every service.")
public final class MigrateCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Fleet fleet = Fleet.open();
        if (!fleet.external().hasDatabase()) {
            fleet.postgres().start();
        }
        int applied = new DatabasePreparation(fleet).run(new Progress(System.out));
        System.out.println(applied == 0 ? "The database is up to date." : applied + " migrations applied.");
        return 0;
    }
}
