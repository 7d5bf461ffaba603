package dev.callsheet.identity.login;

import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.platform.data.entity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, sessions and refresh tokens, read and written before any tenant is known. Each method is one statement, and
 * the ones that must not race are atomic by it.
 */
@ApplicationScoped
class SessionStore {

    /** How long a refresh token works when nobody uses it. */
    static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    /** An account, else the latest registration of the address: only whoever has its password learns of it. */
    private static final String ACCOUNT = """
            select id, email, full_name, password_hash, deactivated_at is null as active, true as confirmed,
                exists (select from user_totp t where t.user_id = u.id and t.confirmed_at is not null) as second_factor
            from app_user u where email = $1
            union all
            (select id, email, full_name, password_hash, true, false, false
            from registration where email = $1 and confirmed_at is null and expires_at > now()
            order by created_at desc limit 1)
            order by confirmed desc limit 1
            """;

    private static final String ACCOUNT_BY_ID = """
            select id, email, full_name, password_hash, deactivated_at is null as active, true as confirmed,
                exists (select from user_totp t where t.user_id = u.id and t.confirmed_at is not null) as second_factor
            from app_user u where id = $1
            """;

    private static final String PLACES = """
            select o.id, o.name, o.environment, m.role
            from membership m
            join organization o on o.id = m.organization_id or o.parent_id = m.organization_id
            where m.user_id = $1 and m.deleted_at is null and m.deactivated_at is null and o.deleted_at is null
            order by o.environment, m.created_at, o.id
            """;

    private static final String OPEN = """
            with opened as (
                insert into user_session (id, user_id, organization_id, event_id, created_at, last_seen_at, address,
                    user_agent)
                values ($1, $2, $3, $4, now(), now(), $7, $8)
                returning id)
            insert into refresh_token (token_hash, session_id, issued_at, expires_at)
            select $5, id, now(), now() + $6::bigint * interval '1 second' from opened
            """;

    /**
     * The update waits for another use of the same token and then finds it used, so that of two only one has a row.
     */
    private static final String USE = """
            with used as (
                update refresh_token t set used_at = now(), successor_salt = $2
                from user_session s join app_user u on u.id = s.user_id
                where t.token_hash = $1 and t.used_at is null and t.expires_at > now()
                    and s.id = t.session_id and s.ended_at is null and u.deactivated_at is null
                returning t.session_id, s.user_id, s.organization_id),
            seen as (
                update user_session s set last_seen_at = now() from used
                where s.id = used.session_id and s.last_seen_at < now() - interval '1 minute'),
            successor as (
                insert into refresh_token (token_hash, session_id, issued_at, expires_at)
                select $3, session_id, now(), now() + $4::bigint * interval '1 second' from used)
            select session_id, user_id, organization_id from used
            """;

    private static final String USED = """
            select s.id as session_id, s.user_id, s.organization_id, t.successor_salt,
                t.used_at > now() - $2::bigint * interval '1 second' as just_used,
                s.ended_at is null and u.deactivated_at is null as live
            from refresh_token t
            join user_session s on s.id = t.session_id
            join app_user u on u.id = s.user_id
            where t.token_hash = $1
            """;

    private final CrossTenantDatabase database;

    SessionStore(CrossTenantDatabase database) {
        this.database = database;
    }

    /** @param email in lower case */
    Uni<Optional<Account>> findAccount(String email) {
        return database.first(ACCOUNT, SessionStore::account, email);
    }

    Uni<Optional<Account>> findAccount(UUID userId) {
        return database.first(ACCOUNT_BY_ID, SessionStore::account, userId);
    }

    /** Where the user may work, live organizations first, in the order in which they joined them. */
    Uni<List<Place>> listPlaces(UUID userId) {
        return database.list(
                PLACES,
                row -> new Place(
                        row.getUUID("id"), row.getString("name"), row.getString("environment"), row.getString("role")),
                userId);
    }

    /** Opens a session with its first refresh token; gives the session's id. */
    Uni<UUID> open(UUID userId, UUID organizationId, @Nullable UUID eventId, String refreshToken, Client client) {
        UUID sessionId = Ids.next();
        return database.list(
                        OPEN,
                        Row::size,
                        sessionId,
                        userId,
                        organizationId,
                        eventId,
                        RefreshTokens.hash(refreshToken),
                        REFRESH_LIFETIME.toSeconds(),
                        client.address(),
                        client.userAgent())
                .replaceWith(sessionId);
    }

    /** Uses the token up and stores its successor; empty when it is unknown, used, expired, or its session is over. */
    Uni<Optional<OpenSession>> use(String token, byte[] salt) {
        String successor = RefreshTokens.successor(token, salt);
        return database.first(
                USE,
                SessionStore::session,
                RefreshTokens.hash(token),
                Buffer.buffer(salt),
                RefreshTokens.hash(successor),
                REFRESH_LIFETIME.toSeconds());
    }

    /** What became of a token that could not be used. */
    Uni<Optional<SpentToken>> findSpent(String token, Duration grace) {
        return database.first(USED, SessionStore::spent, RefreshTokens.hash(token), grace.toSeconds());
    }

    private static Account account(Row row) {
        return new Account(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("full_name"),
                row.getString("password_hash"),
                row.getBoolean("active"),
                row.getBoolean("confirmed"),
                row.getBoolean("second_factor"));
    }

    private static OpenSession session(Row row) {
        return new OpenSession(row.getUUID("session_id"), row.getUUID("user_id"), row.getUUID("organization_id"));
    }

    private static SpentToken spent(Row row) {
        return new SpentToken(
                session(row),
                row.getBuffer("successor_salt"),
                Boolean.TRUE.equals(row.getBoolean("just_used")),
                row.getBoolean("live"));
    }

    record Place(UUID organizationId, String name, String environment, String role) {}

    record OpenSession(UUID id, UUID userId, UUID organizationId) {}

    /**
     * A token that cannot be used.
     *
     * @param salt what its successor was made with; null for one that was never used and has expired
     */
    record SpentToken(OpenSession session, @Nullable Buffer salt, boolean justUsed, boolean live) {}
}
