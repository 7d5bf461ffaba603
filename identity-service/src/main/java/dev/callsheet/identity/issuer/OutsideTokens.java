package dev.callsheet.identity.issuer;

import dev.callsheet.identity.issuer.IssuerStore.KnownIdentity;
import dev.callsheet.identity.issuer.IssuerStore.KnownUser;
import dev.callsheet.identity.issuer.IssuerStore.TrustedIssuer;
import dev.callsheet.identity.user.UserStore;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that somebody else signed, for organizations that have registered them. What a token claims before its
 * signature is checked decides no more than whose keys to check it with.
 */
@ApplicationScoped
public class OutsideTokens {

    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final int LONGEST_SUBJECT = 500;

    private final IssuerStore issuers;
    private final IssuerKeys keys;
    private final UserStore users;
    private final OutsideMemberService members;
    private final String ourIssuer;
    private final JwtConsumer unverified = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .setJwsAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS)
            .build();

    OutsideTokens(
            IssuerStore issuers,
            IssuerKeys keys,
            UserStore users,
            OutsideMemberService members,
            @ConfigProperty(name = "callsheet.public.url") String ourIssuer) {
        this.issuers = issuers;
        this.keys = keys;
        this.users = users;
        this.members = members;
        this.ourIssuer = ourIssuer;
    }

    /** Whether the token names an issuer that is not ourselves. */
    public boolean claimsToBeOutside(String token) {
        return peek(token).filter(claims -> !claims.issuer().equals(ourIssuer)).isPresent();
    }

    /**
     * Whom the token stands for, and in which organization.
     *
     * <p>Fails with {@code UNAUTHORIZED} or {@code TOKEN_EXPIRED}, and with {@code FORBIDDEN} when it is good for another
     * organization than the one that is asked for.
     *
     * @param organizationId the organization, or sandbox, that the request names; null for that of the issuer
     */
    public Uni<OutsideToken> verify(String token, @Nullable UUID organizationId) {
        Named named = peek(token).orElseThrow(() -> refused("The credential is no access token."));
        return issuers.listTrusting(named.issuer(), named.audiences())
                .map(trusting -> choose(trusting, named, organizationId))
                .chain(issuer -> check(token, issuer).chain(verified -> identify(issuer, verified, organizationId)));
    }

    private static TrustedIssuer choose(List<TrustedIssuer> trusting, Named named, @Nullable UUID organizationId) {
        if (trusting.isEmpty()) {
            throw refused("No organization accepts tokens of the issuer '%s' for the audience '%s'."
                    .formatted(named.issuer(), String.join("', '", named.audiences())));
        }
        List<TrustedIssuer> fitting = trusting.stream()
                .filter(issuer -> organizationId == null || issuer.serves(organizationId))
                .toList();
        if (fitting.isEmpty()) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN, "The credential does not belong to organization " + organizationId + ".");
        }
        if (fitting.size() > 1) {
            throw refused("The token is good for several organizations: name one by X-Organization-ID.");
        }
        return fitting.getFirst();
    }

    private Uni<JwtClaims> check(String token, TrustedIssuer issuer) {
        JsonWebSignature signature = new JsonWebSignature();
        try {
            signature.setCompactSerialization(token);
            if (!issuer.algorithms().contains(signature.getAlgorithmHeaderValue())) {
                throw refused("The token is signed with %s; accepted are: %s."
                        .formatted(signature.getAlgorithmHeaderValue(), String.join(", ", issuer.algorithms())));
            }
        } catch (JoseException e) {
            throw refused("The credential is no access token.");
        }
        return keys.at(issuer.jwksUrl())
                .chain(held -> held.select(signature)
                        .map(key -> Uni.createFrom().item(Optional.of(key)))
                        .orElseGet(() -> keys.fetchedAnew(issuer.jwksUrl()).map(fresh -> fresh.select(signature))))
                .onFailure(IssuerUnreadableException.class)
                .transform(failure -> refused("The keys of the issuer '%s' cannot be read at the moment: %s %s."
                        .formatted(issuer.issuer(), issuer.jwksUrl(), failure.getMessage())))
                .map(key -> check(
                        token,
                        issuer,
                        key.orElseThrow(() -> refused(
                                "The issuer '" + issuer.issuer() + "' has no key that the token is signed with."))));
    }

    private static JwtClaims check(String token, TrustedIssuer issuer, PublicJsonWebKey key) {
        try {
            return new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                            ConstraintType.PERMIT, issuer.algorithms().toArray(String[]::new)))
                    .setExpectedIssuer(true, issuer.issuer())
                    .setExpectedAudience(true, issuer.audience())
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                    .setVerificationKey(key.getPublicKey())
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException e) {
            throw e.hasExpired()
                    ? new ApiException(ErrorCode.TOKEN_EXPIRED, "The access token has expired; get another.")
                    : refused(reasonOf(e));
        }
    }

    private static String reasonOf(InvalidJwtException invalid) {
        if (invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return "The signature of the access token is wrong.";
        }
        if (invalid.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "The access token is not valid yet.";
        }
        if (invalid.hasErrorCode(ErrorCodes.SUBJECT_MISSING) || invalid.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return "The access token lacks its subject or its expiry.";
        }
        return "The access token is not valid.";
    }

    private Uni<OutsideToken> identify(TrustedIssuer issuer, JwtClaims verified, @Nullable UUID organizationId) {
        Claims claims;
        Instant expiresAt;
        try {
            if (!Claims.nameOrganization(verified.getClaimsMap(), issuer.claims())) {
                throw refused("The token is not for this organization: its claim '%s' says otherwise."
                        .formatted(issuer.claims().organization()));
            }
            String subject = verified.getSubject();
            if (subject.length() > LONGEST_SUBJECT) {
                throw refused("The subject of the token has more than " + LONGEST_SUBJECT + " characters.");
            }
            claims = Claims.of(subject, verified.getClaimsMap(), issuer);
            expiresAt = Instant.ofEpochSecond(verified.getExpirationTime().getValue());
        } catch (MalformedClaimException e) {
            throw refused("The access token is not valid.");
        }
        UUID organization = organizationId == null ? issuer.organizationId() : organizationId;
        return issuers.findIdentity(issuer, claims.subject())
                .chain(known -> known.filter(identity -> claims.agreesWith(identity, issuer.claims()))
                        .map(identity -> Uni.createFrom().item(new Admitted(identity.id(), identity.userId())))
                        .orElseGet(() -> admit(issuer, claims, known)))
                .map(admitted -> new OutsideToken(admitted.identityId(), admitted.userId(), organization, expiresAt));
    }

    /** The user, whoever that is by the mapping, becomes or stays a member as the claims have it. */
    private Uni<Admitted> admit(TrustedIssuer issuer, Claims claims, Optional<KnownIdentity> known) {
        String email = issuer.claims().matchesBySubject()
                ? known.map(KnownIdentity::email).orElse(claims.email())
                : claims.email();
        if (email == null) {
            throw refused("The token has no verified address in the claim '%s', by which users are found."
                    .formatted(issuer.claims().emailClaim()));
        }
        return findUser(issuer, claims, email).chain(user -> {
            CallContext call = CallContext.ofOrganization(
                    issuer.organizationId(), CallContext.current().requestId());
            return call.<UUID>run(() -> members.admit(issuer, claims, user, email))
                    .map(identityId -> new Admitted(identityId, user.id()));
        });
    }

    private Uni<KnownUser> findUser(TrustedIssuer issuer, Claims claims, String email) {
        return issuers.findUser(email)
                .call(found -> found.isEmpty() && issuer.provisionUsers()
                        ? users.create(Ids.next(), email, claims.fullName(), null)
                        : Uni.createFrom().nullItem())
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : issuers.findUser(email))
                .map(found -> found.filter(KnownUser::active)
                        .orElseThrow(() -> refused("There is no active user " + email + " here.")));
    }

    private Optional<Named> peek(String token) {
        try {
            JwtClaims claims = unverified.processToClaims(token);
            return claims.getIssuer() == null
                    ? Optional.empty()
                    : Optional.of(new Named(claims.getIssuer(), claims.getAudience()));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private static ApiException refused(String message) {
        return new ApiException(ErrorCode.UNAUTHORIZED, message);
    }

    /** What a token claims of itself. */
    private record Named(String issuer, List<String> audiences) {}

    private record Admitted(UUID identityId, UUID userId) {}

    /**
     * A verified token.
     *
     * @param identityId the person as the issuer knows them; what revocations and idempotency name
     * @param organizationId where it is used: the organization that trusts the issuer, or its sandbox
     */
    public record OutsideToken(UUID identityId, UUID userId, UUID organizationId, Instant expiresAt) {}
}
