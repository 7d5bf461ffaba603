package dev.callsheet.identity.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.callsheet.contracts.identity.IssuerSnapshot;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.platform.web.request.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An outside issuer whose tokens the organization accepts. */
@Entity
@Table(name = "token_issuer")
public class TokenIssuer extends OrganizationEntity {

    @Column(name = "issuer")
    String issuer;

    @Column(name = "audience")
    String audience;

    @Column(name = "jwks_url")
    String jwksUrl;

    @Column(name = "algorithms")
    String[] algorithms;

    @Column(name = "claims")
    String claims;

    @Column(name = "provision_users")
    boolean provisionUsers;

    @Column(name = "default_role")
    @Nullable String defaultRole;

    protected TokenIssuer() {}

    TokenIssuer(IssuerRequest request) {
        apply(request);
    }

    /** @param request with the place of the keys */
    final void apply(IssuerRequest request) {
        issuer = request.issuer();
        audience = request.audience();
        jwksUrl = Objects.requireNonNull(request.jwksUrl());
        algorithms = request.algorithmsOrDefault().toArray(String[]::new);
        claims = write(request.claimsOrDefault());
        provisionUsers = Boolean.TRUE.equals(request.provisionUsers());
        defaultRole = request.defaultRole();
    }

    IssuerRequest asRequest() {
        return new IssuerRequest(
                issuer, audience, jwksUrl, List.of(algorithms), mapping(), provisionUsers, defaultRole);
    }

    ClaimMapping mapping() {
        return read(claims);
    }

    IssuerSnapshot snapshot() {
        return new IssuerSnapshot(
                id(), issuer, audience, jwksUrl, List.of(algorithms), provisionUsers, defaultRole, version());
    }

    static ClaimMapping read(String claims) {
        try {
            return Json.events().readValue(claims, ClaimMapping.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The claims of an issuer in the database are no mapping", e);
        }
    }

    private static String write(ClaimMapping mapping) {
        try {
            return Json.events().writeValueAsString(mapping);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
