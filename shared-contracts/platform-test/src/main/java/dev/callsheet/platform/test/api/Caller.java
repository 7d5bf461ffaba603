package dev.callsheet.platform.test.api;

import static io.restassured.RestAssured.given;

import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.platform.test.infrastructure.TestTokens;
import dev.callsheet.platform.web.security.InternalTokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who calls a service through the gateway. Each has an organization of their own unless a test says otherwise,
 * so that tests do not see each other's rows.
 */
public record Caller(Principal principal) {

    /** An administrator of a new organization in Madrid. */
    public static Caller admin() {
        return withScopes(Scope.ADMINISTRATOR.name());
    }

    /** A key with these scopes only, of a new organization in Madrid. */
    public static Caller withScopes(String... scopes) {
        return new Caller(new Principal(
                UUID.randomUUID(),
                CredentialType.API_KEY,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "live",
                "admin",
                Set.of(scopes),
                Set.of(),
                Set.of(),
                "unlimited",
                "enterprise",
                "Europe/Madrid",
                "Test caller",
                null));
    }

    /** Another credential of the same organization, with these scopes only. */
    public Caller colleagueWithScopes(String... scopes) {
        return new Caller(new Principal(
                UUID.randomUUID(),
                principal.credentialType(),
                UUID.randomUUID(),
                principal.organizationId(),
                principal.environment(),
                principal.role(),
                Set.of(scopes),
                principal.departments(),
                principal.ownDataOnly(),
                principal.rateLimitTier(),
                principal.plan(),
                principal.timeZone(),
                principal.name(),
                principal.expiresAt()));
    }

    /** A member of the same organization with these scopes, who sees only what is their own of these resources. */
    public Caller colleagueWithOwn(Set<String> ownDataOnly, String... scopes) {
        return confined(ownDataOnly, Set.of(), scopes);
    }

    /** A member of the same organization with these scopes, who is restricted to these departments. */
    public Caller colleagueIn(Set<String> departments, String... scopes) {
        return confined(Set.of(), departments, scopes);
    }

    /** The person behind this caller. */
    public UUID userId() {
        return Objects.requireNonNull(principal.userId());
    }

    private Caller confined(Set<String> ownDataOnly, Set<String> departments, String... scopes) {
        return new Caller(new Principal(
                UUID.randomUUID(),
                CredentialType.USER,
                UUID.randomUUID(),
                principal.organizationId(),
                principal.environment(),
                "technician",
                Set.of(scopes),
                departments,
                ownDataOnly,
                principal.rateLimitTier(),
                principal.plan(),
                principal.timeZone(),
                "Test colleague",
                null));
    }

    public UUID organizationId() {
        return principal.organizationId();
    }

    /** A request of this caller, with a JSON body if any. */
    public RequestSpecification request() {
        return given().contentType(ContentType.JSON)
                .urlEncodingEnabled(true)
                .header(InternalTokens.HEADER, TestTokens.fromGateway(principal));
    }
}
