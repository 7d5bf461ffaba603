package dev.callsheet.platform.infrastructure.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.Kafka;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The program of the Kafka process: formats the storage at the first start, then runs the node until it is ended. */
public final class KafkaNode {

    /** Held here, because a logger that nobody holds is collected together with its level. */
    private static final Logger CONFIGURATION_DUMPS = Logger.getLogger("org.apache.kafka.common.config");

    private KafkaNode() {}

    /** Takes the path of the node's properties as its only argument. */
    public static void main(String[] arguments) throws Exception {
        Path properties = Path.of(arguments[0]);
        // Each configuration object would list its hundred values.
        CONFIGURATION_DUMPS.setLevel(Level.WARNING);
        formatOnce(properties);
        Kafka.main(arguments);
    }

    private static void formatOnce(Path file) throws Exception {
        Properties properties = read(file);
        String directory = properties.getProperty("log.dirs");
        if (Files.exists(Path.of(directory, "meta.properties"))) {
            return;
        }
        new Formatter()
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory)
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
