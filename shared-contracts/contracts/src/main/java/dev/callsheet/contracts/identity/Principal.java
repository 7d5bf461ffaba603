package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.callsheet.contracts.security.Scope;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A caller whose credential the identity service has checked, acting in one organization. It travels from the gateway
 * to the services inside the internal token.
 *
 * @param credentialId the key or session that was presented, and what revocations name
 * @param userId the person behind it; null for a credential without one
 * @param environment {@code live} or {@code test}
 * @param role the role in the organization; {@code none} for a credential without one
 * @param scopes what the credential may do; {@code admin:*} grants all
 * @param departments the departments that the role is restricted to; empty means all
 * @param ownDataOnly the resources, as in {@code timesheets}, of which the role sees and changes only what is the
 *     user's own
 * @param rateLimitTier the name of the tier; {@code unlimited} where no limit applies
 * @param timeZone the organization's zone, an IANA name: responses carry its offset
 * @param expiresAt when the credential stops working; null when it has no end
 */
public record Principal(
        @JsonProperty("credential_id") UUID credentialId,
        @JsonProperty("credential_type") CredentialType credentialType,
        @JsonProperty("user_id") @Nullable UUID userId,
        @JsonProperty("organization_id") UUID organizationId,
        @JsonProperty("environment") String environment,
        @JsonProperty("role") String role,
        @JsonProperty("scopes") Set<String> scopes,
        @JsonProperty("departments") Set<String> departments,
        @JsonProperty("own_data_only") Set<String> ownDataOnly,
        @JsonProperty("rate_limit_tier") String rateLimitTier,
        @JsonProperty("plan") String plan,
        @JsonProperty("time_zone") String timeZone,
        @JsonProperty("name") String name,
        @JsonProperty("expires_at") @Nullable Instant expiresAt) {

    /**
     * From all that a caller has.
     *
     * @throws NullPointerException naming what is missing and must not be
     */
    public Principal {
        Objects.requireNonNull(credentialId, "credential_id");
        Objects.requireNonNull(credentialType, "credential_type");
        Objects.requireNonNull(organizationId, "organization_id");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(rateLimitTier, "rate_limit_tier");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(timeZone, "time_zone");
        Objects.requireNonNull(name, "name");
        scopes = Set.copyOf(scopes);
        departments = Set.copyOf(departments);
        ownDataOnly = Set.copyOf(ownDataOnly);
    }

    /** Whether this caller holds the scope, by name or through {@code admin:*}. */
    public boolean may(String scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMINISTRATOR.name());
    }

    /** Whether, of the resource ({@code timesheets}), this caller is confined to what is their own. */
    public boolean isConfinedToOwn(String resource) {
        return ownDataOnly.contains(resource) && !may(Scope.ADMINISTRATOR.name());
    }

    /** Whether this caller is that person; a credential without a person is nobody. */
    public boolean isUser(@Nullable UUID user) {
        return userId != null && userId.equals(user);
    }

    /** The person, else the credential: what audit trails and events name. */
    @JsonIgnore
    public UUID actor() {
        return userId != null ? userId : credentialId;
    }
}
