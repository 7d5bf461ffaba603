package dev.callsheet.identity.internal.principal;

import dev.callsheet.contracts.identity.RateLimit;
import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.identity.role.RolePattern;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks credentials up, one statement each, before any tenant is known. */
@ApplicationScoped
class CredentialStore {

    /**
     * A key made in a live organization for the environment test acts in its sandbox. Its owner's membership is always
     * that in the live organization. Neither its tier nor its own numbers reach beyond the organization's plan.
     */
    private static final String KEY = """
            select k.id, k.name, k.owner_id, k.scopes, k.expires_at, k.revoked_at, k.allowed_ips, k.allowed_origins,
                case when k.key_hash <> $1 then k.previous_key_expires_at end as grace_ends_at,
                tier.name as tier,
                case when k.limit_per_minute is null then tier.per_minute
                    else least(k.limit_per_minute, plan_tier.per_minute) end as per_minute,
                case when k.limit_per_hour is null then tier.per_hour
                    else least(k.limit_per_hour, plan_tier.per_hour) end as per_hour,
                case when k.limit_per_day is null then tier.per_day
                    else least(k.limit_per_day, plan_tier.per_day) end as per_day,
                case when k.limit_burst is null then tier.burst
                    else least(k.limit_burst, plan_tier.burst) end as burst,
                plan_tier.name as plan_tier, plan_tier.per_minute as plan_per_minute,
                plan_tier.per_hour as plan_per_hour, plan_tier.per_day as plan_per_day,
                plan_tier.burst as plan_burst,
                o.id as organization_id, o.environment, o.plan, o.time_zone, o.cors_origins,
                k.owner_id is null or (m.id is not null and u.deactivated_at is null) as owner_active,
                m.role, coalesce(m.departments, '{}') as departments,
                array(select case when r.granted then '+' else '-' end || r.pattern from shipped_role_scope r
                    where r.role = m.role) as shipped,
                array(select case when r.granted then '+' else '-' end || r.pattern from role_scope r
                    where r.organization_id = m.organization_id and r.role = m.role
                        and r.deleted_at is null) as own
            from api_key k
            join organization home on home.id = k.organization_id
            join organization o on o.id = case when home.environment = k.environment then home.id
                else (select sandbox.id from organization sandbox where sandbox.parent_id = home.id) end
            left join rate_limit_tier plan_tier on plan_tier.name = o.plan
            left join rate_limit_tier named_tier on named_tier.name = coalesce(k.rate_limit_tier, $2)
            left join rate_limit_tier tier on tier.name =
                case when named_tier.rank > plan_tier.rank then plan_tier.name else named_tier.name end
            left join app_user u on u.id = k.owner_id
            left join membership m on m.organization_id = coalesce(home.parent_id, home.id)
                and m.user_id = k.owner_id and m.deleted_at is null and m.deactivated_at is null
            where (k.key_hash = $1 or k.previous_key_hash = $1) and o.deleted_at is null
            """;

    /** A user by what stands for them: a session of ours, or the identity that an outside issuer vouches for. */
    private static final String OF_USER = """
            select s.id, s.user_id, u.full_name, s.ended_at is null and u.deactivated_at is null as live,
                o.id as organization_id, o.environment, o.plan, o.time_zone, o.cors_origins, m.role, m.departments,
                tier.name as tier, tier.per_minute, tier.per_hour, tier.per_day, tier.burst,
                plan_tier.name as plan_tier, plan_tier.per_minute as plan_per_minute,
                plan_tier.per_hour as plan_per_hour, plan_tier.per_day as plan_per_day,
                plan_tier.burst as plan_burst,
                array(select case when r.granted then '+' else '-' end || r.pattern from shipped_role_scope r
                    where r.role = m.role) as shipped,
                array(select case when r.granted then '+' else '-' end || r.pattern from role_scope r
                    where r.organization_id = m.organization_id and r.role = m.role
                        and r.deleted_at is null) as own
            from %s s
            join app_user u on u.id = s.user_id
            left join organization o on o.id = $2 and o.deleted_at is null
            left join membership m on m.organization_id = coalesce(o.parent_id, o.id) and m.user_id = s.user_id
                and m.deleted_at is null and m.deactivated_at is null
            left join rate_limit_tier tier on tier.name = $3
            left join rate_limit_tier plan_tier on plan_tier.name = o.plan
            where s.id = $1
            """;

    private static final String SESSION = OF_USER.formatted("user_session");
    private static final String OUTSIDE_IDENTITY = OF_USER.formatted("outside_identity");

    private final CrossTenantDatabase database;

    CredentialStore(CrossTenantDatabase database) {
        this.database = database;
    }

    Uni<Optional<KeyCredential>> findKey(String hash, String defaultTier) {
        return database.first(KEY, CredentialStore::readKey, hash, defaultTier);
    }

    Uni<Optional<SessionCredential>> findSession(UUID sessionId, UUID organizationId, String defaultTier) {
        return database.first(SESSION, row -> readSession(row, organizationId), sessionId, organizationId, defaultTier);
    }

    Uni<Optional<SessionCredential>> findOutsideIdentity(UUID identityId, UUID organizationId, String defaultTier) {
        return database.first(
                OUTSIDE_IDENTITY, row -> readSession(row, organizationId), identityId, organizationId, defaultTier);
    }

    private static KeyCredential readKey(Row row) {
        return new KeyCredential(
                row.getUUID("id"),
                row.getString("name"),
                row.getUUID("owner_id"),
                Set.of(row.getArrayOfStrings("scopes")),
                limit(row, ""),
                limit(row, "plan_"),
                Set.of(row.getArrayOfStrings("allowed_ips")),
                Set.of(row.getArrayOfStrings("allowed_origins")),
                instant(row, "expires_at"),
                instant(row, "grace_ends_at"),
                row.getOffsetDateTime("revoked_at") != null,
                row.getBoolean("owner_active"),
                row.getString("role"),
                patterns(row.getArrayOfStrings("shipped")),
                patterns(row.getArrayOfStrings("own")),
                Set.of(row.getArrayOfStrings("departments")),
                readPlace(row));
    }

    private static SessionCredential readSession(Row row, UUID askedFor) {
        String[] departments = row.getArrayOfStrings("departments");
        return new SessionCredential(
                row.getUUID("id"),
                row.getUUID("user_id"),
                row.getString("full_name"),
                row.getBoolean("live"),
                askedFor,
                row.getUUID("organization_id") == null ? null : readPlace(row),
                limit(row, ""),
                limit(row, "plan_"),
                row.getString("role"),
                departments == null ? Set.of() : Set.of(departments),
                patterns(row.getArrayOfStrings("shipped")),
                patterns(row.getArrayOfStrings("own")));
    }

    private static Place readPlace(Row row) {
        return new Place(
                row.getUUID("organization_id"),
                row.getString("environment"),
                row.getString("plan"),
                row.getString("time_zone"),
                Set.of(row.getArrayOfStrings("cors_origins")));
    }

    private static @Nullable RateLimit limit(Row row, String columns) {
        String tier = row.getString(columns + "tier");
        return tier == null
                ? null
                : new RateLimit(
                        tier,
                        row.getInteger(columns + "per_minute"),
                        row.getInteger(columns + "per_hour"),
                        row.getInteger(columns + "per_day"),
                        row.getInteger(columns + "burst"));
    }

    private static List<RolePattern> patterns(String[] signed) {
        return Arrays.stream(signed)
                .map(pattern -> new RolePattern(pattern.substring(1), pattern.startsWith("+")))
                .collect(Collectors.toList());
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    record Place(UUID organizationId, String environment, String plan, String timeZone, Set<String> corsOrigins) {}

    /**
     * A key, its owner and its place.
     *
     * @param graceEndsAt until when the key works although it was rotated; null for a key that was not
     * @param role the owner's; null for a key without an owner
     */
    record KeyCredential(
            UUID id,
            String name,
            @Nullable UUID ownerId,
            Set<String> scopes,
            @Nullable RateLimit limit,
            @Nullable RateLimit planLimit,
            Set<String> allowedIps,
            Set<String> allowedOrigins,
            @Nullable Instant expiresAt,
            @Nullable Instant graceEndsAt,
            boolean revoked,
            boolean ownerActive,
            @Nullable String role,
            List<RolePattern> shippedPatterns,
            List<RolePattern> organizationPatterns,
            Set<String> departments,
            Place place) {}

    record SessionCredential(
            UUID id,
            UUID userId,
            String name,
            boolean live,
            UUID askedFor,
            @Nullable Place place,
            @Nullable RateLimit limit,
            @Nullable RateLimit planLimit,
            @Nullable String role,
            Set<String> departments,
            List<RolePattern> shippedPatterns,
            List<RolePattern> organizationPatterns) {}
}
