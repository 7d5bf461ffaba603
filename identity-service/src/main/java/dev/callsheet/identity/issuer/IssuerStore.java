package dev.callsheet.identity.issuer;

import dev.callsheet.identity.database.CrossTenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issuers and the people whom they vouch for, before a tenant is known. */
@ApplicationScoped
class IssuerStore {

    private static final String TRUSTING = """
            select i.id, i.issuer, i.audience, i.jwks_url, i.algorithms, i.claims, i.provision_users, i.default_role,
                o.id as organization_id, sandbox.id as sandbox_id
            from token_issuer i
            join organization o on o.id = i.organization_id and o.deleted_at is null
            left join organization sandbox on sandbox.parent_id = o.id and sandbox.deleted_at is null
            where i.issuer = $1 and i.audience = any($2) and i.deleted_at is null
            """;

    private static final String IDENTITY = """
            select s.id, s.user_id, u.email, m.role, m.departments
            from outside_identity s
            join app_user u on u.id = s.user_id and u.deactivated_at is null
            join membership m on m.organization_id = s.organization_id and m.user_id = s.user_id
                and m.deleted_at is null and m.deactivated_at is null
            where s.organization_id = $1 and s.issuer_id = $2 and s.subject = $3
            """;

    private static final String USER = "select id, full_name, deactivated_at from app_user where email = $1";

    private final CrossTenantDatabase database;

    IssuerStore(CrossTenantDatabase database) {
        this.database = database;
    }

    /** The registered issuers that a token of this {@code iss} and {@code aud} may be meant for. */
    Uni<List<TrustedIssuer>> listTrusting(String issuer, List<String> audiences) {
        return database.list(TRUSTING, IssuerStore::readIssuer, issuer, audiences.toArray(String[]::new));
    }

    /** The active member whom the issuer calls by the subject, if they have been here before. */
    Uni<Optional<KnownIdentity>> findIdentity(TrustedIssuer issuer, String subject) {
        return database.first(
                IDENTITY,
                row -> new KnownIdentity(
                        row.getUUID("id"),
                        row.getUUID("user_id"),
                        row.getString("email"),
                        row.getString("role"),
                        List.of(row.getArrayOfStrings("departments"))),
                issuer.organizationId(),
                issuer.id(),
                subject);
    }

    /** The user of an address in lower case, in whatever organization. */
    Uni<Optional<KnownUser>> findUser(String email) {
        return database.first(
                USER,
                row -> new KnownUser(
                        row.getUUID("id"), row.getString("full_name"), row.getOffsetDateTime("deactivated_at") == null),
                email);
    }

    private static TrustedIssuer readIssuer(Row row) {
        return new TrustedIssuer(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                row.getUUID("sandbox_id"),
                row.getString("issuer"),
                row.getString("audience"),
                row.getString("jwks_url"),
                List.of(row.getArrayOfStrings("algorithms")),
                TokenIssuer.read(row.getString("claims")),
                row.getBoolean("provision_users"),
                row.getString("default_role"));
    }

    /** An issuer with the organization that trusts it. */
    record TrustedIssuer(
            UUID id,
            UUID organizationId,
            @Nullable UUID sandboxId,
            String issuer,
            String audience,
            String jwksUrl,
            List<String> algorithms,
            ClaimMapping claims,
            boolean provisionUsers,
            @Nullable String defaultRole) {

        boolean serves(UUID organization) {
            return organization.equals(organizationId) || organization.equals(sandboxId);
        }
    }

    /** A member as an issuer knows them. */
    record KnownIdentity(UUID id, UUID userId, String email, String role, List<String> departments) {}

    record KnownUser(UUID id, String fullName, boolean active) {}
}
