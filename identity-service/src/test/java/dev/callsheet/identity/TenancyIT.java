package dev.callsheet.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.identity.fixture.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenancyIT {

    /** Tables without a tenant; each is here for a reason that its migration gives. */
    private static final List<String> WITHOUT_TENANT = List.of(
            "app_user",
            "flyway_history",
            "key_usage_report",
            "mail_token",
            "rate_limit_tier",
            "recovery_code",
            "refresh_token",
            "registration",
            "shipped_role",
            "shipped_role_restriction",
            "shipped_role_scope",
            "signing_key",
            "throttle",
            "user_session",
            "user_totp");

    @Test
    void everyTableOfATenantIsProtected() {
        // When
        List<String> unprotected = Database.list("""
                select c.relname from pg_class c
                where c.relnamespace = 'identity'::regnamespace and c.relkind = 'r'
                    and not (c.relrowsecurity and c.relforcerowsecurity)
                order by c.relname
                """);

        // Then
        assertThat(unprotected).containsExactlyElementsOf(WITHOUT_TENANT);
    }

    @Test
    void requestsCannotReadWhatOnesIdentityIsProvedWith() {
        // When
        List<String> readable = Database.list("""
                select t from unnest(array['refresh_token', 'signing_key', 'app_user', 'registration', 'mail_token', 'user_totp',
                    'recovery_code', 'throttle']) t
                where has_table_privilege('callsheet_identity', 'identity.' || t, 'select')
                union all
                select 'password_hash'
                where has_column_privilege('callsheet_identity', 'identity.app_user', 'password_hash', 'select')
                """);

        // Then
        assertThat(readable).isEmpty();
    }

    @Test
    void workersMayWriteNoMoreThanSigningInNeeds() {
        // When
        List<String> writable = Database.list("""
                select distinct table_name::text from information_schema.role_table_grants
                where grantee = 'callsheet_identity_worker' and table_schema = 'identity'
                    and privilege_type in ('INSERT', 'UPDATE')
                order by 1
                """);

        // Then
        assertThat(writable)
                .containsExactly(
                        "app_user",
                        "key_usage_report",
                        "mail_token",
                        "recovery_code",
                        "refresh_token",
                        "registration",
                        "signing_key",
                        "throttle",
                        "user_session",
                        "user_totp");
    }
}
