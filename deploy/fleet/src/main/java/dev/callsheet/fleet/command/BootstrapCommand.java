package dev.callsheet.fleet.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.fleet.bootstrap.Bootstrap;
import dev.callsheet.fleet.part.Fleet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./fleet bootstrap}: the first organization of a production installation, without demo data or keys. */
@Command(name = "bootstrap", description = "Makes an organization and its admin in a running fleet.")
public final class BootstrapCommand implements Callable<Integer> {

    @Option(names = "--organization", required = true, paramLabel = "NAME", description = "The organization's name.")
    private String organization = "";

    @Option(names = "--admin-email", required = true, paramLabel = "EMAIL", description = "The admin's address.")
    private String adminEmail = "";

    @Option(names = "--admin-name", paramLabel = "NAME", description = "The admin's full name.")
    private @Nullable String adminName;

    @Option(names = "--time-zone", paramLabel = "ZONE", description = "Such as Europe/Madrid, the default.")
    private @Nullable String timeZone;

    @Override
    public Integer call() {
        JsonNode made = new Bootstrap(Fleet.open())
                .make(new Bootstrap.Wish(organization, adminEmail, adminName, null, timeZone, false, false));
        System.out.println("Organization  " + made.required("organization_id").asText());
        System.out.println("Admin         " + made.required("admin_email").asText());
        System.out.println(
                made.hasNonNull("admin_password")
                        ? "Password      " + made.required("admin_password").asText() + "   (shown only now)"
                        : "The organization exists already; its admin's password is unchanged.");
        return 0;
    }
}
