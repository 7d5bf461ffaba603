package dev.callsheet.fleet.start;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.platform.infrastructure.database.DatabaseAddress;
import dev.callsheet.platform.infrastructure.database.DatabaseRoles;
import dev.callsheet.platform.infrastructure.database.DatabaseSetup;
import dev.callsheet.platform.infrastructure.database.Migration;
import dev.callsheet.platform.infrastructure.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Roles, schemas and migrations of all services, before any of them starts. The administrator of a database elsewhere
 * is named by {@code CALLSHEET_DB_ADMIN} and {@code CALLSHEET_DB_ADMIN_PASSWORD}.
 */
public final class DatabasePreparation {

    private final Fleet fleet;

    public DatabasePreparation(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Prepares the database and returns how many migrations were applied. */
    public int run(Progress progress) {
        DatabaseAddress database = fleet.environment().database();
        String administrator = fleet.external().get("CALLSHEET_DB_ADMIN", PostgresServer.SUPERUSER);
        String password = fleet.external().hasDatabase()
                ? fleet.external().get("CALLSHEET_DB_ADMIN_PASSWORD", "")
                : fleet.secrets().databasePassword(PostgresServer.SUPERUSER);
        new DatabaseSetup(database, administrator, password)
                .run(fleet.catalog().schemas(), fleet.secrets()::databasePassword)
                .forEach(notice -> progress.line("  " + notice));
        Migration migration = new Migration(database, fleet.secrets().databasePassword(DatabaseRoles.OWNER));
        int applied = 0;
        for (ServiceDescription service : fleet.catalog().services()) {
            applied += migrate(migration, service);
        }
        return applied;
    }

    private int migrate(Migration migration, ServiceDescription service) {
        URL[] jars = jars(service);
        // Flyway finds its own plugins by the same class loader, so the launcher's classes stand behind the jars.
        try (URLClassLoader classPath = new URLClassLoader(jars, DatabasePreparation.class.getClassLoader())) {
            return migration.run(service.schema(), classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service's own jar and the platform's: the two that hold migrations. */
    private URL[] jars(ServiceDescription service) {
        Path application = service.application(fleet.home().root());
        if (!Files.isDirectory(application)) {
            throw new FleetException(service.module() + " is not built. Run ./fleet build.");
        }
        return Stream.concat(
                        list(application.resolve("app")),
                        list(application.resolve("lib/main"))
                                .filter(jar -> jar.getFileName().toString().contains("platform-data")))
                .map(DatabasePreparation::url)
                .toArray(URL[]::new);
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return List.copyOf(files.filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .toList())
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
