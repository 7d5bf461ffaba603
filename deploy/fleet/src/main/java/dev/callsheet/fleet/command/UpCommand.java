package dev.callsheet.fleet.command;

import dev.callsheet.fleet.bootstrap.Bootstrap;
import dev.callsheet.fleet.bootstrap.Credentials;
import dev.callsheet.fleet.demo.data.DemoCompany;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.start.Progress;
import dev.callsheet.fleet.start.Startup;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./fleet up}. */
@Command(
        name = "up",
        description = "Builds what is stale, starts every part and loads the demo organization. Safe to run again.")
public final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--limits",
            description = "Limit users, addresses and endpoint classes too, not only keys that name a tier.")
    private boolean limits;

    @Option(
            names = "--demo",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Make the demo organization (default). --no-demo leaves the fleet empty.")
    private boolean demo;

    @Override
    public Integer call() {
        Instant began = Instant.now();
        Fleet fleet = Fleet.open(limits);
        Progress progress = new Progress(System.out);
        new Startup(fleet, progress).run();
        if (demo) {
            Credentials credentials = new Bootstrap(fleet).demo();
            loadCompany(fleet, credentials, progress);
            show(fleet, credentials, progress);
        }
        progress.line(String.format(
                Locale.ROOT,
                "%nThe fleet is up after %.1f s. Next: ./fleet status, ./fleet logs SERVICE, ./fleet down",
                Duration.between(began, Instant.now()).toMillis() / 1000.0));
        return 0;
    }

    private static void loadCompany(Fleet fleet, Credentials credentials, Progress progress) {
        Instant began = Instant.now();
        if (new DemoCompany(credentials, fleet.home().demoNote(), LocalDate.now(ZoneId.systemDefault())).loadOnce()) {
            progress.part(
                    "demo data", "loaded", Duration.between(began, Instant.now()), "crew, equipment, tours, jobs");
        }
    }

    private static void show(Fleet fleet, Credentials credentials, Progress progress) {
        progress.line("");
        progress.line("  API        " + credentials.baseUrl() + "/api/v1   (" + credentials.httpsUrl() + "/api/v1)");
        progress.line("  User       " + credentials.adminEmail() + "   password " + credentials.adminPassword());
        progress.line("  API key    " + credentials.liveKey());
        progress.line("  All of it  " + fleet.home().credentials());
    }
}
