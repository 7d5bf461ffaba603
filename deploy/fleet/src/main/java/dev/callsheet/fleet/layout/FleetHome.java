package dev.callsheet.fleet.layout;

import dev.callsheet.fleet.FleetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the files of a fleet are: the checkout it is built from and the directory that holds everything it writes.
 *
 * @param root the checkout
 * @param home the fleet's own directory, {@code .fleet} unless {@code CALLSHEET_HOME} says otherwise
 * @param portOffset added to every port, so that two fleets can run side by side
 */
public record FleetHome(Path root, Path home, int portOffset) {

    private static final int POSTGRES_PORT = 15432;
    private static final int KAFKA_PORT = 19092;
    private static final int KAFKA_CONTROLLER_PORT = 19093;

    /** Takes the places from the environment that the {@code fleet} script prepares. */
    public static FleetHome fromEnvironment() {
        String rootVariable = System.getenv().getOrDefault("CALLSHEET_ROOT", "");
        Path root = Path.of(rootVariable).toAbsolutePath().normalize();
        String offset = System.getenv().getOrDefault("CALLSHEET_PORT_OFFSET", "0");
        Path home = root.resolve(System.getenv().getOrDefault("CALLSHEET_HOME", ".fleet"))
                .normalize();
        try {
            return new FleetHome(root, home, Integer.parseInt(offset.strip()));
        } catch (NumberFormatException e) {
            throw new FleetException("CALLSHEET_PORT_OFFSET is \"" + offset + "\"; expected a number such as 100.", e);
        }
    }

    public int postgresPort() {
        return POSTGRES_PORT + portOffset;
    }

    public int kafkaPort() {
        return KAFKA_PORT + portOffset;
    }

    public int kafkaControllerPort() {
        return KAFKA_CONTROLLER_PORT + portOffset;
    }

    public Path data() {
        return home.resolve("data");
    }

    public Path keys() {
        return home.resolve("keys");
    }

    /** What the services have mailed, where no mail server is named. */
    public Path mail() {
        return home.resolve("mail");
    }

    public Path binaries() {
        return home.resolve("binaries");
    }

    public Path log(String part) {
        return home.resolve("logs").resolve(part + ".log");
    }

    /** The file that remembers the process of a part. */
    public Path record(String part) {
        return home.resolve("run").resolve(part + ".pid");
    }

    /** The file that remembers how a part was started, so that a changed one is noticed. */
    public Path fingerprint(String part) {
        return home.resolve("run").resolve(part + ".started-as");
    }

    public Path credentials() {
        return home.resolve("credentials.json");
    }

    /** The note that the demo company has been loaded. */
    public Path demoNote() {
        return data().resolve("demo-company.txt");
    }

    /** Makes the directories; those with secrets are for their owner only. */
    public void prepare() {
        try {
            Files.createDirectories(home.resolve("logs"));
            Files.createDirectories(home.resolve("run"));
            Files.createDirectories(data());
            Files.createDirectories(keys());
            Files.createDirectories(mail());
            Files.setPosixFilePermissions(keys(), PosixFilePermissions.fromString("rwx------"));
            Files.setPosixFilePermissions(mail(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make the fleet's directory " + home, e);
        }
    }
}
