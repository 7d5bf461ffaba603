package dev.callsheet.identity.retention;

import static dev.callsheet.identity.fixture.TestOrganization.json;
import static dev.callsheet.identity.fixture.TestOrganization.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.data.retention.Sweeper;
import dev.callsheet.platform.data.worker.WorkerDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetentionIT {

    private static final String LOCK = "select pg_advisory_lock(hashtext('retention'), hashtext(current_schema()))";

    @Inject
    Sweeper sweeper;

    @Inject
    WorkerDatabase database;

    private TestOrganization organization;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
    }

    @Test
    void oldSessionsGoWithTheirTokensAndLivingOnesStay() {
        // Given
        String living = organization.login().path("data.refresh_token");
        organization.login();
        organization.login();
        List<String> sessions = Database.list(
                "select id::text from user_session where user_id = ? order by created_at", organization.adminId());
        Database.update(
                "update user_session set ended_at = now() - interval '91 days', end_reason = 'logout' where id = ?::uuid",
                sessions.get(1));
        Database.update(
                "update user_session set last_seen_at = now() - interval '32 days' where id = ?::uuid",
                sessions.get(2));

        // When
        sweeper.sweep();

        // Then
        assertThat(Database.list("select id::text from user_session where user_id = ?", organization.adminId()))
                .containsExactly(sessions.getFirst());
        assertThat(Database.list(
                        "select t.session_id::text from refresh_token t where t.session_id = any (?::uuid[])",
                        "{" + String.join(",", sessions) + "}"))
                .containsExactly(sessions.getFirst());
        refresh(living).then().statusCode(200);
    }

    @Test
    void tokensRegistrationsAndCountsGoADayAfterTheirEnd() {
        // Given
        String email = UUID.randomUUID() + "@example.com";
        json().body(Map.of(
                        "email", email,
                        "password", "stage left, fly bar 7",
                        "full_name", "Ana",
                        "organization_name", "Sonopro"))
                .post("/api/v1/auth/register");
        json().body(Map.of("email", organization.email())).post("/api/v1/auth/reset-password");
        Database.update("update registration set expires_at = now() - interval '25 hours' where email = ?", email);
        Database.update(
                "update mail_token set expires_at = now() - interval '25 hours' where user_id = ?",
                organization.adminId());
        Database.update("update throttle set last_at = now() - interval '25 hours'");

        // When
        Map<String, Long> gone = sweeper.sweep();

        // Then
        assertThat(gone.get("throttle")).isPositive();
        assertThat(Database.list("select email from registration where email = ?", email))
                .isEmpty();
        assertThat(Database.list("select email from mail_token where user_id = ?", organization.adminId()))
                .isEmpty();
    }

    @Test
    void thousandsGoInBatches() {
        // Given
        Database.update("""
                insert into inbox (organization_id, event_id, received_at)
                select ?, gen_random_uuid(), now() - interval '31 days' from generate_series(1, 2500)
                """, organization.id());
        Database.update(
                "insert into inbox (organization_id, event_id) values (?, gen_random_uuid())", organization.id());

        // When
        Map<String, Long> gone = sweeper.sweep();

        // Then
        assertThat(gone.get("inbox")).isEqualTo(2500);
        assertThat(Database.list("select event_id::text from inbox where organization_id = ?", organization.id()))
                .hasSize(1);
    }

    @Test
    void anIdempotencyKeyIsKeptForItsDayAndNotForEver() {
        // Given
        for (String interval : List.of("-2 hours", "1 hour")) {
            Database.update("""
                    insert into idempotency_record (organization_id, credential_id, key, fingerprint, expires_at)
                    values (?, ?, 'k', 'f', now() + ?::interval)
                    """, organization.id(), UUID.randomUUID(), interval);
        }

        // When
        sweeper.sweep();

        // Then
        assertThat(Database.list("select key from idempotency_record where organization_id = ?", organization.id()))
                .hasSize(1);
    }

    @Test
    void oneInstanceSweepsAtATime() {
        // Given
        SqlConnection other = WorkerDatabase.await(database.pool().getConnection());
        WorkerDatabase.await(other.query(LOCK).execute());

        // When
        Map<String, Long> meanwhile = sweeper.sweep();

        // Then
        WorkerDatabase.await(other.query("select pg_advisory_unlock_all()").execute());
        WorkerDatabase.await(other.close());
        assertThat(meanwhile).isEmpty();
        assertThat(sweeper.sweep()).containsKey("inbox");
    }
}
