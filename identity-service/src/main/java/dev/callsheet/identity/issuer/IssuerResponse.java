package dev.callsheet.identity.issuer;

import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An outside issuer as its organization sees it. */
public record IssuerResponse(
        String issuer,
        String audience,
        String jwksUrl,
        List<String> algorithms,
        ClaimMapping claims,
        boolean provisionUsers,
        @Nullable String defaultRole,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<IssuerResponse> from(TokenIssuer issuer) {
        return Resource.of(
                issuer.id(),
                "issuer",
                new IssuerResponse(
                        issuer.issuer,
                        issuer.audience,
                        issuer.jwksUrl,
                        List.of(issuer.algorithms),
                        issuer.mapping(),
                        issuer.provisionUsers,
                        issuer.defaultRole,
                        issuer.version(),
                        issuer.createdAt(),
                        issuer.updatedAt()));
    }
}
