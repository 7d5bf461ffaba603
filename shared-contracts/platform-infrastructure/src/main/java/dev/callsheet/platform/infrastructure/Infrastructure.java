package dev.callsheet.platform.infrastructure;

import dev.callsheet.platform.infrastructure.database.DatabaseAddress;
import dev.callsheet.platform.infrastructure.database.DatabaseRoles;
import dev.callsheet.platform.infrastructure.database.DatabaseSetup;
import dev.callsheet.platform.infrastructure.database.Migration;
import dev.callsheet.platform.infrastructure.kafka.KafkaContainer;
import dev.callsheet.platform.infrastructure.kafka.KafkaServer;
import dev.callsheet.platform.infrastructure.kafka.Topics;
import dev.callsheet.platform.infrastructure.postgres.DirectoryTree;
import dev.callsheet.platform.infrastructure.postgres.PostgresContainer;
import dev.callsheet.platform.infrastructure.postgres.PostgresServer;
import dev.callsheet.platform.infrastructure.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * PostgreSQL and Kafka for the tests of one JVM: in containers where a Docker daemon answers, otherwise as processes
 * from embedded binaries, on random ports, with nothing left behind when the JVM ends.
 *
 * <p>Nothing is started until it is asked for. The settings are those of a durable server except that the disk is not
 * waited for, so a killed server loses nothing, but a power cut would.
 */
public final class Infrastructure {

    /** The one password of every role: these servers are reachable from this machine only and live for minutes. */
    private static final String PASSWORD = "callsheet-test";

    private static final Map<String, String> TEST_SETTINGS = Map.of("fsync", "off", "max_connections", "200");
    private static final int PARTITIONS = 3;

    private static @Nullable Infrastructure shared;

    private final boolean docker;
    private final Path directory;
    private final OnFirstUse postgres = new OnFirstUse(this::newPostgres);
    private final OnFirstUse kafka = new OnFirstUse(this::newKafka);

    private Infrastructure() {
        this.docker = isDockerWanted() && DockerClientFactory.instance().isDockerAvailable();
        this.directory = temporaryDirectory();
        Runtime.getRuntime().addShutdownHook(new Thread(this::discard, "infrastructure-shutdown"));
    }

    /** The servers of this JVM. */
    public static synchronized Infrastructure shared() {
        if (shared == null) {
            shared = new Infrastructure();
        }
        return shared;
    }

    /** {@code -Dcallsheet.test.docker=false} keeps to the embedded servers also where a daemon answers. */
    private static boolean isDockerWanted() {
        return !"false".equals(System.getProperty("callsheet.test.docker"));
    }

    /** Starts both servers, at the same time. */
    public void start() {
        CompletableFuture<Server> starting = CompletableFuture.supplyAsync(this::kafka);
        postgres();
        starting.join();
    }

    /** PostgreSQL, started by the first call; a test that has stopped it gets it as it left it. */
    public Server postgres() {
        return postgres.get();
    }

    /** Kafka, started by the first call; a test that has stopped it gets it as it left it. */
    public Server kafka() {
        return kafka.get();
    }

    public String bootstrapServers() {
        return kafka().host() + ":" + kafka().port();
    }

    /** Makes the database, its roles and the schemas, as {@link DatabaseSetup} does everywhere. */
    public void createDatabase(String name, Collection<String> schemas) {
        new DatabaseSetup(database(name), PostgresServer.SUPERUSER, PASSWORD).run(schemas, role -> PASSWORD);
    }

    /** Applies the migrations that the class loader finds to one schema. */
    public int migrate(String database, String schema, ClassLoader classPath) {
        return new Migration(database(database), PASSWORD).run(schema, classPath);
    }

    /** Makes the topics that do not exist, with three partitions each. */
    public void createTopics(Collection<String> names) {
        Topics.create(bootstrapServers(), names, PARTITIONS);
    }

    /** A connection as any role: {@code postgres}, or one of {@link DatabaseRoles}. */
    public Connection connect(String database, String role) throws SQLException {
        return database(database).connect(role, PASSWORD);
    }

    /** The configuration of a service that uses these servers. */
    public Map<String, String> properties(String database, String schema) {
        DatabaseAddress address = database(database);
        return Map.of(
                "callsheet.schema", schema,
                "callsheet.db.host", address.host(),
                "callsheet.db.port", Integer.toString(address.port()),
                "callsheet.db.name", address.name(),
                "callsheet.db.password", PASSWORD,
                "callsheet.db.worker.password", PASSWORD,
                "callsheet.kafka.bootstrap.servers", bootstrapServers());
    }

    private DatabaseAddress database(String name) {
        return new DatabaseAddress(postgres().host(), postgres().port(), name);
    }

    private Server newPostgres() {
        int port = FreePort.find();
        if (docker) {
            return new PostgresContainer(port, PASSWORD, TEST_SETTINGS);
        }
        return new PostgresServer(new PostgresServer.Options(
                binaries(),
                directory.resolve("postgres"),
                directory.resolve("postgres.pid"),
                directory.resolve("postgres.log"),
                port,
                PASSWORD,
                TEST_SETTINGS));
    }

    private Server newKafka() {
        if (docker) {
            return new KafkaContainer(FreePort.find());
        }
        return new KafkaServer(new KafkaServer.Options(
                directory.resolve("kafka"),
                directory.resolve("kafka.pid"),
                directory.resolve("kafka.log"),
                FreePort.find(),
                FreePort.find(),
                System.getProperty("java.class.path"),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")));
    }

    /** Shared by all test runs of a user: unpacking takes longer than starting. */
    private static Path binaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "callsheet-postgres-" + System.getProperty("user.name"));
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("callsheet-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void discard() {
        // Containers are removed by Testcontainers itself.
        if (!docker) {
            kafka.discard(Server::kill);
            postgres.discard(Server::stop);
        }
        try {
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that is started by its first use. Each has a lock of its own, so that both can start at once. */
    private static final class OnFirstUse {

        private final Supplier<Server> factory;
        private @Nullable Server server;

        OnFirstUse(Supplier<Server> factory) {
            this.factory = factory;
        }

        synchronized Server get() {
            if (server == null) {
                Server started = factory.get();
                started.start();
                server = started;
            }
            return server;
        }

        synchronized void discard(Consumer<Server> end) {
            if (server != null) {
                end.accept(server);
            }
        }
    }
}
