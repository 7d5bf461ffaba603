package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An outside issuer of tokens as it stood when the event was written.
 *
 * @param issuer the {@code iss} of its tokens
 * @param audience the {@code aud} that they must name
 * @param jwksUrl where its keys are
 * @param provisionUsers whether people whom it names become members
 * @param defaultRole the role of those for whom it names none; null where such people are refused
 */
public record IssuerSnapshot(
        UUID id,
        String issuer,
        String audience,
        @JsonProperty("jwks_url") String jwksUrl,
        List<String> algorithms,
        @JsonProperty("provision_users") boolean provisionUsers,
        @JsonProperty("default_role") @Nullable String defaultRole,
        long version) {}
