package dev.callsheet.platform.infrastructure.kafka;

import dev.callsheet.platform.infrastructure.container.FixedPortContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The same single node in a container. */
public final class KafkaContainer extends FixedPortContainer {

    private static final String IMAGE = "apache/kafka:4.1.1";
    private static final int PORT = 9092;

    @SuppressWarnings("resource")
    public KafkaContainer(int port) {
        super(
                new GenericContainer<>(IMAGE)
                        .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
                        .withEnv("KAFKA_NODE_ID", "1")
                        .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093")
                        .withEnv("KAFKA_LISTENERS", "BROKER://:" + PORT + ",CONTROLLER://:9093")
                        .withEnv("KAFKA_ADVERTISED_LISTENERS", "BROKER://localhost:" + port)
                        .withEnv("KAFKA_INTER_BROKER_LISTENER_NAME", "BROKER")
                        .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                        .withEnv("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT")
                        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                        .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
                        .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
                        .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
                        .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                        .waitingFor(Wait.forLogMessage(".*Kafka Server started.*\\s", 1)),
                PORT,
                port);
    }
}
