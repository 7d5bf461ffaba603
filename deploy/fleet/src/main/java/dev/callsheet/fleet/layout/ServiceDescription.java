package dev.callsheet.fleet.layout;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One service of the fleet.
 *
 * @param name its name in commands, such as {@code identity}
 * @param port where its API listens
 * @param schema its schema in the database
 */
public record ServiceDescription(String name, int port, String schema) {

    public static final String GATEWAY = "gateway";
    public static final String IDENTITY = "identity";

    private static final int MANAGEMENT_DISTANCE = 1000;
    private static final int TLS_DISTANCE = 363;

    /** The Maven module, which is also the id of its signing key and the issuer of its internal tokens. */
    public String module() {
        return name + "-service";
    }

    public int managementPort() {
        return port + MANAGEMENT_DISTANCE;
    }

    /** The gateway's port for HTTPS: 8443 beside 8080. */
    public int tlsPort() {
        return port + TLS_DISTANCE;
    }

    public boolean isGateway() {
        return name.equals(GATEWAY);
    }

    public String url() {
        return "http://localhost:" + port;
    }

    /** The variable that tells everybody where this service is. */
    public String urlVariable() {
        return "CALLSHEET_SERVICES_" + name.toUpperCase(Locale.ROOT) + "_URL";
    }

    /** Where Maven puts the service that runs. */
    public Path application(Path root) {
        return root.resolve(module()).resolve("target/quarkus-app");
    }
}
