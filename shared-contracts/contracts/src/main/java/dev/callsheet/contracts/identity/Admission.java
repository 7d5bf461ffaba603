package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the identity service answers a gateway about a credential: who it stands for, and what the gateway holds it to.
 * Only the principal travels on to the services.
 *
 * @param limit the limit of the credential itself; null where none applies
 * @param planLimit the limit that all keys of the organization share; null where none applies
 * @param allowedAddresses the addresses and networks (CIDR) that the credential may come from; empty means any
 * @param allowedOrigins the web origins that may use the credential; empty means any
 * @param corsOrigins the web origins whose pages may read the organization's answers
 */
public record Admission(
        Principal principal,
        @Nullable RateLimit limit,
        @JsonProperty("plan_limit") @Nullable RateLimit planLimit,
        @JsonProperty("allowed_addresses") Set<String> allowedAddresses,
        @JsonProperty("allowed_origins") Set<String> allowedOrigins,
        @JsonProperty("cors_origins") Set<String> corsOrigins) {

    public Admission {
        allowedAddresses = Set.copyOf(allowedAddresses);
        allowedOrigins = Set.copyOf(allowedOrigins);
        corsOrigins = Set.copyOf(corsOrigins);
    }

    /** An admission that the gateway holds to nothing. */
    public static Admission unlimited(Principal principal) {
        return new Admission(principal, null, null, Set.of(), Set.of(), Set.of());
    }
}
