package dev.callsheet.webhook.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.callsheet.platform.data.secret.Resealing;
import dev.callsheet.platform.data.secret.SealedColumn;
import dev.callsheet.platform.data.secret.SecretBox;
import dev.callsheet.platform.data.worker.WorkerDatabase;
import dev.callsheet.platform.data.worker.WorkerDatabaseException;
import dev.callsheet.platform.test.infrastructure.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResealingIT {

    private static final String OLD = "old:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = "new:"
            + Base64.getEncoder()
                    .encodeToString(
                            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    /** More than two batches. */
    private static final int WEBHOOKS = 250;

    private final SecretBox before = new SecretBox(Optional.of(OLD));
    private final SecretBox during = new SecretBox(Optional.of(NEW + "," + OLD));
    private final SecretBox after = new SecretBox(Optional.of(NEW));
    private final UUID organization = UUID.randomUUID();
    private final List<UUID> webhooks = IntStream.range(0, WEBHOOKS)
            .mapToObj(i -> new UUID(0x1000L + i, 0x8000000000000000L))
            .toList();

    @Inject
    WorkerDatabase database;

    private Connection connection;

    @BeforeEach
    void subscribe() throws SQLException {
        connection = TestDatabase.connect("postgres");
        connection.setSchema("webhook");
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into webhook (organization_id, id, version, created_at, updated_at, url, events, secret, auth_header,
                    is_active, ordering, deleted_at)
                values (?, ?, 1, now(), now(), 'https://example.com', '{job.created}', ?, ?, false, 'none', ?::timestamptz)
                """)) {
            for (UUID id : webhooks) {
                insert.setObject(1, organization);
                insert.setObject(2, id);
                insert.setString(3, before.seal("secret of " + id, "webhook:" + id));
                insert.setString(4, before.seal("header of " + id, "webhook:" + id));
                insert.setString(5, id.equals(webhooks.getLast()) ? "2026-01-01T00:00:00Z" : null);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void unsubscribe() throws SQLException {
        connection.setAutoCommit(true);
        try (PreparedStatement delete = connection.prepareStatement("delete from webhook where organization_id = ?")) {
            delete.setObject(1, organization);
            delete.executeUpdate();
        }
        connection.close();
    }

    @Test
    void sealsEverythingUnderTheNewKeyDeletedSubscriptionsToo() throws SQLException {
        // When
        Map<SealedColumn, Map<String, Long>> left = resealing(during).round();

        // Then
        assertThat(left.values()).allSatisfy(byKey -> assertThat(byKey).doesNotContainKey("old"));
        assertThat(secretsOpenedWith(after)).hasSize(WEBHOOKS);
    }

    @Test
    void beginsAgainAfterItWasKilledInTheMiddle() throws SQLException {
        // Given
        lock(webhooks.get(150));
        CompletableFuture<?> killed =
                CompletableFuture.supplyAsync(() -> resealing(during).round());
        int worker = awaitBlockedWorker();

        // When
        query("select pg_terminate_backend(" + worker + ")");
        assertThatThrownBy(killed::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WorkerDatabaseException.class);
        connection.rollback();

        // Then
        assertThat(outdated()).isEqualTo(WEBHOOKS - 100L);
        assertThat(secretsOpenedWith(during)).hasSize(WEBHOOKS);
        resealing(during).round();
        assertThat(outdated()).isZero();
        assertThat(secretsOpenedWith(after)).hasSize(WEBHOOKS);
    }

    @Test
    void keepsWhatARequestWroteMeanwhile() throws SQLException {
        // Given
        UUID changed = webhooks.get(42);
        connection.setAutoCommit(false);
        query("update webhook set secret = '%s' where id = '%s' and organization_id = '%s' returning id"
                .formatted(before.seal("brought meanwhile", "webhook:" + changed), changed, organization));
        CompletableFuture<?> round =
                CompletableFuture.supplyAsync(() -> resealing(during).round());
        awaitBlockedWorker();

        // When
        connection.commit();
        round.join();

        // Then
        assertThat(secretsOpenedWith(during)).contains("brought meanwhile");
        assertThat(outdated()).isEqualTo(1);
        resealing(during).round();
        assertThat(secretsOpenedWith(after)).hasSize(WEBHOOKS).contains("brought meanwhile");
    }

    @Test
    void aMissingOldKeyIsNamedAndWhatItSealedIsCounted() {
        // When
        Map<SealedColumn, Map<String, Long>> left = resealing(after).round();

        // Then
        assertThat(left.get(SealedSecrets.secret())).containsEntry("old", (long) WEBHOOKS);
        assertThatThrownBy(() -> after.open(before.seal("secret", "webhook:1"), "webhook:1"))
                .hasMessageContaining("was encrypted with key 'old', which callsheet.encryption.keys does not hold");
    }

    @Test
    void anInstanceThatFindsAnotherAtWorkOnlyCounts() throws SQLException {
        // Given
        query("select pg_advisory_lock(hashtext('resealing'), hashtext('webhook'))");

        // When
        Map<SealedColumn, Map<String, Long>> left = resealing(during).round();

        // Then
        assertThat(left.get(SealedSecrets.secret())).containsEntry("old", (long) WEBHOOKS);
    }

    private Resealing resealing(SecretBox secrets) {
        return new Resealing(database, secrets, List.of(SealedSecrets.secret(), SealedSecrets.authHeader()));
    }

    private void lock(UUID webhook) throws SQLException {
        connection.setAutoCommit(false);
        query("select id from webhook where id = '%s' and organization_id = '%s' for update"
                .formatted(webhook, organization));
    }

    /** The backend of the worker that waits for the row that this test holds. */
    private int awaitBlockedWorker() {
        return await().atMost(Duration.ofSeconds(10))
                .until(this::blockedWorkers, pids -> pids.size() == 1)
                .getFirst();
    }

    private List<Integer> blockedWorkers() throws SQLException {
        try (Connection observer = TestDatabase.connect("postgres")) {
            return query(
                            observer,
                            "select pid::text from pg_stat_activity where wait_event_type = 'Lock' and usename = 'callsheet_webhook_worker'")
                    .stream()
                    .map(Integer::valueOf)
                    .toList();
        }
    }

    private long outdated() throws SQLException {
        return query("select id::text from webhook where organization_id = '%s' and not starts_with(secret, 'v1.new.')"
                        .formatted(organization))
                .size();
    }

    private List<String> secretsOpenedWith(SecretBox box) throws SQLException {
        List<String> opened = new ArrayList<>();
        for (String row :
                query("select id || ' ' || secret from webhook where organization_id = '%s'".formatted(organization))) {
            String[] idAndSecret = row.split(" ", 2);
            opened.add(box.open(idAndSecret[1], "webhook:" + idAndSecret[0]));
        }
        return opened;
    }

    private List<String> query(String sql) throws SQLException {
        return query(connection, sql);
    }

    private static List<String> query(Connection on, String sql) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
