package dev.callsheet.platform.infrastructure.postgres;

import dev.callsheet.platform.infrastructure.InfrastructureException;
import dev.callsheet.platform.infrastructure.process.Executables;
import java.util.List;

/** PostgreSQL refuses to run as root; this is the way around for machines and images where everything is root. */
final class Unprivileged {

    private static final List<String> PREFIX = choose();

    private Unprivileged() {}

    /** What to put before a command so that it does not run as root; nothing when it would not anyway. */
    static List<String> prefix() {
        return PREFIX;
    }

    private static List<String> choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        // In a user namespace without a mapping the process is nobody, yet owns the files that root created.
        if (Executables.succeeds("unshare", "-U", "true")) {
            return List.of("unshare", "-U");
        }
        throw new InfrastructureException("PostgreSQL refuses to run as root, and this machine allows root no user"
                + " namespace (unshare -U). Run as another user, start a Docker daemon, or point CALLSHEET_DB_HOST at"
                + " a server.");
    }
}
