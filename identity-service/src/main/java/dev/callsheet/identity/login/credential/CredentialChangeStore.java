package dev.callsheet.identity.login.credential;

import dev.callsheet.identity.database.CrossTenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Mailed tokens and what they change. Each method is one statement: a token is used up with what it was good for, and a
 * new password comes together with the end of the sessions that the old one opened.
 */
@ApplicationScoped
class CredentialChangeStore {

    static final String RESET = "reset_password";
    static final String CHANGE_EMAIL = "change_email";

    private static final String OFFER_RESET = """
            insert into mail_token (token_hash, purpose, user_id, email, created_at, expires_at)
            select $2, 'reset_password', id, email, now(), now() + $3::bigint * interval '1 second'
            from app_user where email = $1 and deactivated_at is null
            returning user_id
            """;

    private static final String OFFER_EMAIL = """
            insert into mail_token (token_hash, purpose, user_id, email, created_at, expires_at)
            values ($1, 'change_email', $2, $3, now(), now() + $4::bigint * interval '1 second')
            """;

    private static final String FIND = """
            select t.user_id, t.email, u.email as current_email, u.full_name from mail_token t
            join app_user u on u.id = t.user_id
            where t.token_hash = $1 and t.purpose = $2 and t.used_at is null and t.expires_at > now()
                and u.deactivated_at is null
            """;

    private static final String RESET_PASSWORD = """
            with token as (
                update mail_token set used_at = now()
                where token_hash = $1 and purpose = 'reset_password' and used_at is null and expires_at > now()
                returning user_id),
            others as (
                update mail_token t set used_at = now() from token
                where t.user_id = token.user_id and t.purpose = 'reset_password' and t.token_hash <> $1
                    and t.used_at is null),
            changed as (
                update app_user u set password_hash = $2 from token where u.id = token.user_id),
            ended as (
                update user_session s set ended_at = now(), end_reason = $3 from token
                where s.user_id = token.user_id and s.ended_at is null
                returning s.id, s.organization_id)
            select token.user_id, array(select id from ended) as sessions,
                (select organization_id from ended limit 1) as organization_id
            from token
            """;

    private static final String CHANGE_PASSWORD = """
            with changed as (
                update app_user set password_hash = $2 where id = $1 returning id),
            ended as (
                update user_session s set ended_at = now(), end_reason = $3 from changed
                where s.user_id = changed.id and s.ended_at is null and s.id <> $4
                returning s.id, s.organization_id)
            select changed.id as user_id, array(select id from ended) as sessions,
                (select organization_id from ended limit 1) as organization_id
            from changed
            """;

    private static final String SET_EMAIL = """
            with token as (
                update mail_token set used_at = now()
                where token_hash = $1 and purpose = 'change_email' and used_at is null and expires_at > now()
                returning user_id, email)
            update app_user u set email = token.email, search_text = $2, version = u.version + 1, updated_at = now()
            from token where u.id = token.user_id
            returning u.id
            """;

    private final CrossTenantDatabase database;

    CredentialChangeStore(CrossTenantDatabase database) {
        this.database = database;
    }

    /** Keeps the token for the account of the address; tells whether there is one. */
    Uni<Boolean> offerReset(String email, String tokenHash, Duration lifetime) {
        return database.first(OFFER_RESET, row -> row.getUUID("user_id"), email, tokenHash, lifetime.toSeconds())
                .map(Optional::isPresent);
    }

    Uni<Void> offerEmail(UUID userId, String email, String tokenHash, Duration lifetime) {
        return database.list(OFFER_EMAIL, row -> row, tokenHash, userId, email, lifetime.toSeconds())
                .replaceWithVoid();
    }

    /** What a token that can still be used is good for. */
    Uni<Optional<Offer>> find(String tokenHash, String purpose) {
        return database.first(
                FIND,
                row -> new Offer(
                        row.getUUID("user_id"),
                        row.getString("email"),
                        row.getString("current_email"),
                        row.getString("full_name")),
                tokenHash,
                purpose);
    }

    /** Uses the token and all others of the kind up; empty when it was used meanwhile. */
    Uni<Optional<Ended>> resetPassword(String tokenHash, String passwordHash, String reason) {
        return database.first(RESET_PASSWORD, CredentialChangeStore::ended, tokenHash, passwordHash, reason);
    }

    Uni<Ended> changePassword(UUID userId, String passwordHash, String reason, UUID keptSession) {
        return database.first(CHANGE_PASSWORD, CredentialChangeStore::ended, userId, passwordHash, reason, keptSession)
                .map(Optional::orElseThrow);
    }

    /** Uses the token up; false when it was used meanwhile. */
    Uni<Boolean> setEmail(String tokenHash, String searchText) {
        return database.first(SET_EMAIL, row -> row.getUUID("id"), tokenHash, searchText)
                .map(Optional::isPresent);
    }

    private static Ended ended(Row row) {
        return new Ended(
                row.getUUID("user_id"), List.of(row.getArrayOfUUIDs("sessions")), row.getUUID("organization_id"));
    }

    /**
     * What a token is good for.
     *
     * @param email the address that it was mailed to
     * @param currentEmail that of the account
     */
    record Offer(UUID userId, String email, String currentEmail, String fullName) {}

    /**
     * The sessions that ended with the old password.
     *
     * @param organizationId one in which the end can be told of; null when none ended
     */
    record Ended(UUID userId, List<UUID> sessions, @Nullable UUID organizationId) {}
}
