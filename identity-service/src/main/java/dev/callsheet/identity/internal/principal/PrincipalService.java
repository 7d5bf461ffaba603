package dev.callsheet.identity.internal.principal;

import dev.callsheet.contracts.identity.AddressRange;
import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.identity.RateLimit;
import dev.callsheet.identity.internal.principal.CredentialStore.KeyCredential;
import dev.callsheet.identity.internal.principal.CredentialStore.Place;
import dev.callsheet.identity.internal.principal.CredentialStore.Role;
import dev.callsheet.identity.internal.principal.CredentialStore.SessionCredential;
import dev.callsheet.identity.issuer.OutsideTokens;
import dev.callsheet.identity.login.AccessTokens;
import dev.callsheet.identity.role.RolePattern;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Turns a credential into a principal, with one statement for each kind. A key whose owner is no longer an active member
 * is refused like a revoked one.
 */
@ApplicationScoped
public class PrincipalService {

    /** What a principal's tier is called where no limit applies; also what the default tier may be set to. */
    private static final String UNLIMITED = "unlimited";

    private final CredentialStore credentials;
    private final AccessTokens accessTokens;
    private final OutsideTokens outsideTokens;
    private final ApiKeyFormat keyFormat;
    private final String defaultTier;

    PrincipalService(
            CredentialStore credentials,
            AccessTokens accessTokens,
            OutsideTokens outsideTokens,
            ApiKeyFormat keyFormat,
            @ConfigProperty(name = "callsheet.limits.default.tier", defaultValue = UNLIMITED) String defaultTier) {
        this.credentials = credentials;
        this.accessTokens = accessTokens;
        this.outsideTokens = outsideTokens;
        this.keyFormat = keyFormat;
        this.defaultTier = defaultTier;
    }

    /**
     * The principal of the credential in the organization, or in the credential's own where none is named.
     *
     * <p>Fails with {@code UNAUTHORIZED}, {@code TOKEN_EXPIRED}, or {@code FORBIDDEN} for an organization that it does not
     * belong to.
     */
    Uni<Admission> exchange(String credential, @Nullable UUID organizationId) {
        if (keyFormat.claimsToBeKey(credential)) {
            return keyFormat.environmentOf(credential).isPresent()
                    ? credentials
                            .findKey(ApiKeyFormat.hash(credential), defaultTier)
                            .map(found -> ofKey(found.orElseThrow(PrincipalService::unknownKey), organizationId))
                    : Uni.createFrom().failure(unknownKey());
        }
        return outsideTokens.claimsToBeOutside(credential)
                ? exchangeOutside(credential, organizationId)
                : exchangeOwn(credential, organizationId);
    }

    private Uni<Admission> exchangeOwn(String credential, @Nullable UUID organizationId) {
        return accessTokens
                .verify(credential)
                .chain(token -> credentials
                        .findSession(
                                token.sessionId(),
                                organizationId == null ? token.organizationId() : organizationId,
                                defaultTier)
                        .map(found -> found.orElseThrow(PrincipalService::sessionOver))
                        .map(session -> ofUser(session, CredentialType.USER, token.userId(), token.expiresAt())));
    }

    private Uni<Admission> exchangeOutside(String credential, @Nullable UUID organizationId) {
        return outsideTokens
                .verify(credential, organizationId)
                .chain(token -> credentials
                        .findOutsideIdentity(token.identityId(), token.organizationId(), defaultTier)
                        .map(found -> found.orElseThrow(PrincipalService::sessionOver))
                        .map(identity ->
                                ofUser(identity, CredentialType.OUTSIDE_USER, token.userId(), token.expiresAt())));
    }

    private Admission ofKey(KeyCredential key, @Nullable UUID organizationId) {
        if (key.revoked() || !key.holderActive()) {
            throw revoked("The API key has been revoked.");
        }
        requireNotOver(key.expiresAt(), "The API key expired at ");
        requireNotOver(key.graceEndsAt(), "The API key was replaced by another and ended at ");
        Place place = key.place();
        if (organizationId != null && !organizationId.equals(place.organizationId())) {
            throw foreign(organizationId);
        }
        Role role = key.role();
        Principal principal = new Principal(
                key.id(),
                key.account() == null ? CredentialType.API_KEY : CredentialType.SERVICE_ACCOUNT,
                key.ownerId(),
                place.organizationId(),
                place.environment(),
                role == null ? "none" : role.name(),
                scopesOf(key),
                key.departments(),
                role == null ? Set.of() : role.ownDataOnly(),
                tier(key.limit()),
                place.plan(),
                place.timeZone(),
                key.name(),
                key.graceEndsAt() == null ? key.expiresAt() : key.graceEndsAt());
        return new Admission(
                principal, key.limit(), key.planLimit(), addressesOf(key), key.allowedOrigins(), place.corsOrigins());
    }

    /** What the key was given, as far as its holder may do it now. */
    private static Set<String> scopesOf(KeyCredential key) {
        if (key.role() != null) {
            return RolePattern.bounded(key.scopes(), key.role().scopes());
        }
        return key.account() == null
                ? key.scopes()
                : RolePattern.bounded(key.scopes(), key.account().scopes());
    }

    /** Where the key may be used from: both it and its service account must say so. */
    private static Set<String> addressesOf(KeyCredential key) {
        if (key.account() == null) {
            return key.allowedIps();
        }
        if (key.allowedIps().isEmpty()) {
            return key.account().allowedIps();
        }
        Set<String> shared = key.allowedIps().stream()
                .map(AddressRange::parse)
                .flatMap(own -> key.account().allowedIps().stream()
                        .map(AddressRange::parse)
                        .flatMap(ofAccount -> own.intersect(ofAccount).stream()))
                .map(AddressRange::toString)
                .collect(Collectors.toSet());
        if (shared.isEmpty()) {
            throw revoked(
                    "The API key works from nowhere: its addresses and those of its service account have none in common.");
        }
        return shared;
    }

    private static void requireNotOver(@Nullable Instant end, String message) {
        if (end != null && !end.isAfter(Instant.now())) {
            throw new ApiException(ErrorCode.TOKEN_EXPIRED, message + end + ".");
        }
    }

    private Admission ofUser(SessionCredential session, CredentialType type, UUID userId, Instant expiresAt) {
        if (!session.live() || !session.userId().equals(userId)) {
            throw sessionOver();
        }
        Place place = session.place();
        Role role = session.role();
        if (place == null || role == null) {
            throw foreign(session.askedFor());
        }
        Principal principal = new Principal(
                session.id(),
                type,
                session.userId(),
                place.organizationId(),
                place.environment(),
                role.name(),
                role.scopes(),
                session.departments(),
                role.ownDataOnly(),
                tier(session.limit()),
                place.plan(),
                place.timeZone(),
                session.name(),
                expiresAt);
        return new Admission(principal, session.limit(), session.planLimit(), Set.of(), Set.of(), place.corsOrigins());
    }

    private static String tier(@Nullable RateLimit limit) {
        return limit == null ? UNLIMITED : limit.tier();
    }

    private static ApiException unknownKey() {
        return new ApiException(ErrorCode.UNAUTHORIZED, "The API key is not valid.");
    }

    private static ApiException sessionOver() {
        return revoked("The session is over; log in again.");
    }

    /* The gateway counts unknown credentials against the address that they come from, and not these. */
    private static ApiException revoked(String message) {
        return new ApiException(ErrorCode.UNAUTHORIZED, message).withMember("revoked", true);
    }

    private static ApiException foreign(UUID organizationId) {
        return new ApiException(
                ErrorCode.FORBIDDEN, "The credential does not belong to organization " + organizationId + ".");
    }
}
