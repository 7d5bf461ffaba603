package dev.callsheet.platform.test.infrastructure;

import dev.callsheet.contracts.Contracts;
import dev.callsheet.platform.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Prepares everything that the module's service needs before the first test class is looked at: servers, schema, topics
 * and keys. It lives outside of Quarkus' class loaders, so that it happens once for a module and not once for each test
 * profile; the service learns of it through system properties.
 */
public final class ServiceInfrastructure implements LauncherSessionListener {

    /** The name of the database that tests use. */
    public static final String DATABASE = "callsheet";

    private static boolean prepared;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!"false".equals(System.getProperty("callsheet.test.infrastructure"))) {
            prepareOnce();
        }
    }

    private static synchronized void prepareOnce() {
        if (prepared) {
            return;
        }
        prepared = true;
        Properties settings = serviceSettings();
        TestKeys.create().forEach(System::setProperty);
        String schema = settings.getProperty("callsheet.schema");
        if (schema == null) {
            return;
        }
        Infrastructure infrastructure = Infrastructure.shared();
        infrastructure.start();
        infrastructure.createDatabase(DATABASE, List.of(schema));
        infrastructure.migrate(DATABASE, schema, ServiceInfrastructure.class.getClassLoader());
        infrastructure.createTopics(Stream.concat(Contracts.topics().stream(), Stream.of(schema + ".dead-letters"))
                .toList());
        infrastructure.properties(DATABASE, schema).forEach(System::setProperty);
    }

    private static Properties serviceSettings() {
        Properties settings = new Properties();
        try (InputStream file =
                ServiceInfrastructure.class.getClassLoader().getResourceAsStream("application.properties")) {
            if (file != null) {
                settings.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }
}
