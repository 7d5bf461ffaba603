package dev.callsheet.identity.internal.principal;

import dev.callsheet.contracts.Contracts;
import dev.callsheet.contracts.identity.RateLimit;
import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.identity.role.RoleDefinition;
import dev.callsheet.identity.role.RolePattern;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks credentials up, one statement each, before any tenant is known. */
@ApplicationScoped
class CredentialStore {

    /** What is said of the role {@code %1$s} by the product, and by the organization {@code %2$s}. */
    private static final String LINES = """
            array(select case when r.granted then '+' else '-' end || r.pattern from shipped_role_scope r
                where r.role = %1$s) as shipped,
            array(select case when r.granted then '+' else '-' end || r.pattern from role_scope r
                where r.organization_id = %2$s and r.role = %1$s and r.deleted_at is null) as own,
            array(select r.resource from shipped_role_restriction r where r.role = %1$s) as shipped_own_data,
            array(select case when r.own then '+' else '-' end || r.resource from role_restriction r
                where r.organization_id = %2$s and r.role = %1$s) as own_data
            """;

    /**
     * A key made in a live organization for the environment test acts in its sandbox. Its owner's membership is always
     * that in the live organization. Neither its tier nor its own numbers reach beyond the organization's plan.
     */
    private static final String KEY =
            """
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
                k.service_account_id, sa.scopes as account_scopes, sa.allowed_ips as account_ips,
                case when k.service_account_id is not null then sa.id is not null
                    else k.owner_id is null or (m.id is not null and u.deactivated_at is null) end as holder_active,
                coalesce(m.role, sa.role) as role, coalesce(m.departments, '{}') as departments,
                %s
            from api_key k
            join organization home on home.id = k.organization_id
            join organization o on o.id = case when home.environment = k.environment then home.id
                else (select sandbox.id from organization sandbox where sandbox.parent_id = home.id) end
            left join rate_limit_tier plan_tier on plan_tier.name = o.plan
            left join rate_limit_tier named_tier on named_tier.name = coalesce(k.rate_limit_tier, $2)
            left join rate_limit_tier tier on tier.name =
                case when named_tier.rank > plan_tier.rank then plan_tier.name else named_tier.name end
            left join service_account sa on sa.organization_id = k.organization_id and sa.id = k.service_account_id
                and sa.deleted_at is null and sa.deactivated_at is null
            left join app_user u on u.id = k.owner_id
            left join membership m on m.organization_id = coalesce(home.parent_id, home.id)
                and m.user_id = k.owner_id and m.deleted_at is null and m.deactivated_at is null
            where (k.key_hash = $1 or k.previous_key_hash = $1) and o.deleted_at is null
            """.formatted(LINES.formatted("coalesce(m.role, sa.role)", "coalesce(home.parent_id, home.id)"));

    /** A user by what stands for them: a session of ours, or the identity that an outside issuer vouches for. */
    private static final String OF_USER = """
            select s.id, s.user_id, u.full_name, s.ended_at is null and u.deactivated_at is null as live,
                o.id as organization_id, o.environment, o.plan, o.time_zone, o.cors_origins, m.role, m.departments,
                tier.name as tier, tier.per_minute, tier.per_hour, tier.per_day, tier.burst,
                plan_tier.name as plan_tier, plan_tier.per_minute as plan_per_minute,
                plan_tier.per_hour as plan_per_hour, plan_tier.per_day as plan_per_day,
                plan_tier.burst as plan_burst,
                %s
            from %%s s
            join app_user u on u.id = s.user_id
            left join organization o on o.id = $2 and o.deleted_at is null
            left join membership m on m.organization_id = coalesce(o.parent_id, o.id) and m.user_id = s.user_id
                and m.deleted_at is null and m.deactivated_at is null
            left join rate_limit_tier tier on tier.name = $3
            left join rate_limit_tier plan_tier on plan_tier.name = o.plan
            where s.id = $1
            """.formatted(LINES.formatted("m.role", "m.organization_id"));

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
                row.getBoolean("holder_active"),
                readAccount(row),
                readRole(row),
                Set.of(row.getArrayOfStrings("departments")),
                readPlace(row));
    }

    private static @Nullable Account readAccount(Row row) {
        String[] scopes = row.getArrayOfStrings("account_scopes");
        return scopes == null ? null : new Account(Set.of(scopes), Set.of(row.getArrayOfStrings("account_ips")));
    }

    private static @Nullable Role readRole(Row row) {
        String name = row.getString("role");
        return name == null
                ? null
                : new Role(
                        name,
                        RolePattern.scopes(
                                RoleDefinition.readLines(row.getArrayOfStrings("shipped")),
                                RoleDefinition.readLines(row.getArrayOfStrings("own")),
                                Contracts.scopes()),
                        RoleDefinition.confinedTo(
                                Set.of(row.getArrayOfStrings("shipped_own_data")),
                                RoleDefinition.readOwnData(row.getArrayOfStrings("own_data"))));
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
                readRole(row),
                departments == null ? Set.of() : Set.of(departments));
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

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    record Place(UUID organizationId, String environment, String plan, String timeZone, Set<String> corsOrigins) {}

    /**
     * A role as the organization has it.
     *
     * @param ownDataOnly the resources of which it is confined to what is its user's own
     */
    record Role(String name, Set<String> scopes, Set<String> ownDataOnly) {}

    /**
     * What bounds the keys of a service account.
     *
     * @param scopes empty where its role says what it may do
     */
    record Account(Set<String> scopes, Set<String> allowedIps) {}

    /**
     * A key, its holder and its place.
     *
     * @param graceEndsAt until when the key works although it was rotated; null for a key that was not
     * @param holderActive whether its owner or its service account may use it
     * @param account null for a key of a user
     * @param role the holder's; null for one without
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
            boolean holderActive,
            @Nullable Account account,
            @Nullable Role role,
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
            @Nullable Role role,
            Set<String> departments) {}
}
