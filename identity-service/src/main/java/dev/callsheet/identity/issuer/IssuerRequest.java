package dev.callsheet.identity.issuer;

import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jspecify.annotations.Nullable;

/** An outside issuer as an organization registers it. */
@ReadOnlyAttributes({"id", "type", "version", "created_at", "updated_at"})
record IssuerRequest(
        @Schema(
                description = "The iss of its tokens, to the letter.",
                examples = "https://login.example.com/realms/crew")
        @NotBlank @Size(max = 500) String issuer,

        @Schema(description = "The aud that a token must name to be used here.", examples = "callsheet")
        @NotBlank @Size(max = 300) String audience,

        @Schema(
                description =
                        "Where its public keys are. Without it they are looked for by OpenID Connect Discovery, once.")
        @Size(max = 2048) @Nullable String jwksUrl,

        @Schema(
                description = "The signatures to accept; RS256 where absent. Asymmetric ones only.",
                examples = "[\"RS256\", \"ES256\"]")
        @Size(min = 1, max = 10) @Nullable List<String> algorithms,

        @Schema(description = "Which claims say who somebody is.") @Valid @Nullable ClaimMapping claims,

        @Schema(description = "Whether people whom it vouches for become members by themselves; false where absent.")
        @Nullable Boolean provisionUsers,

        @Schema(
                description = "The role of new members for whom no claim names one; needed to make members without.",
                examples = "technician")
        @Size(min = 1, max = 50) @Nullable String defaultRole)
        implements CrossFieldRules {

    static final List<String> ALGORITHMS = List.of(
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    @Override
    public void check(Violations violations) {
        for (int i = 0; algorithms != null && i < algorithms.size(); i++) {
            if (!ALGORITHMS.contains(algorithms.get(i))) {
                violations.add(
                        "algorithms[" + i + "]",
                        "must be one of %s, was '%s': a signature that its verifier could make proves nothing"
                                .formatted(String.join(", ", ALGORITHMS), algorithms.get(i)));
            }
        }
        if (claims != null && (claims.organization() == null) != (claims.organizationValue() == null)) {
            violations.add("claims.organization_value", "must come together with claims.organization");
        }
        if (claims != null && claims.roles() != null && claims.role() == null) {
            violations.add("claims.roles", "needs claims.role, the claim whose values it translates");
        }
    }

    List<String> algorithmsOrDefault() {
        return algorithms == null ? List.of(AlgorithmIdentifiers.RSA_USING_SHA256) : algorithms;
    }

    ClaimMapping claimsOrDefault() {
        return claims == null ? ClaimMapping.DEFAULT : claims;
    }

    /** The request with the place of the keys filled in. */
    IssuerRequest withKeysAt(String url) {
        return new IssuerRequest(issuer, audience, url, algorithms, claims, provisionUsers, defaultRole);
    }
}
