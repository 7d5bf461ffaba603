package dev.callsheet.platform.infrastructure.postgres;

import dev.callsheet.platform.infrastructure.container.FixedPortContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The same PostgreSQL in a container, with the same settings as {@link PostgresServer}. */
public final class PostgresContainer extends FixedPortContainer {

    private static final String IMAGE = "postgres:18";
    private static final int PORT = 5432;

    @SuppressWarnings("resource")
    public PostgresContainer(int port, String superuserPassword, Map<String, String> settings) {
        super(
                new GenericContainer<>(IMAGE)
                        .withEnv("POSTGRES_PASSWORD", superuserPassword)
                        .withEnv("POSTGRES_INITDB_ARGS", "--locale-provider=builtin --builtin-locale=C.UTF-8")
                        .withCommand(command(settings))
                        // The image starts the server once to initialize it, and then again for its clients.
                        .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\s", 2)),
                PORT,
                port);
    }

    private static String[] command(Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of("postgres", "-c", "max_connections=120"));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }
}
