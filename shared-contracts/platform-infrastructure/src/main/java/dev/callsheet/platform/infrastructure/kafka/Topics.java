package dev.callsheet.platform.infrastructure.kafka;

import dev.callsheet.platform.infrastructure.InfrastructureException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics of a cluster, made before anybody uses them. */
public final class Topics {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Topics() {}

    /** Makes those of the topics that do not exist, with the cluster's replication factor. Others stay as they are. */
    public static void create(String bootstrapServers, Collection<String> names, int partitions) {
        Map<String, Object> configuration = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(configuration)) {
            Collection<String> existing = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            List<NewTopic> missing = names.stream()
                    .filter(name -> !existing.contains(name))
                    .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new InfrastructureException("Could not create the topics " + names + " at " + bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while creating topics", e);
        }
    }
}
