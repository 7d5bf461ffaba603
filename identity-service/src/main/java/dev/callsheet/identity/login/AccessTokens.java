package dev.callsheet.identity.login;

import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * The public tokens of users: RS256 with a {@code kid}, for the audience {@code callsheet-api}. Their type, keys, issuer
 * and audience all differ from those of the internal token, so that neither is ever accepted as the other.
 */
@ApplicationScoped
public class AccessTokens {

    /** How long a token works. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String AUDIENCE = "callsheet-api";
    private static final String TYPE = "at+jwt";
    private static final int CLOCK_SKEW_SECONDS = 10;

    private final SigningKeys keys;
    private final String issuer;

    AccessTokens(SigningKeys keys, @ConfigProperty(name = "callsheet.public.url") String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    Uni<String> issue(UUID userId, UUID sessionId, UUID organizationId) {
        Instant now = Instant.now();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(AUDIENCE);
        claims.setSubject(userId.toString());
        claims.setJwtId(Ids.next().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        claims.setStringClaim("sid", sessionId.toString());
        claims.setStringClaim("org", organizationId.toString());
        return keys.active().map(key -> sign(claims, key));
    }

    /**
     * What the token says, if it is one of ours for this audience.
     *
     * <p>Fails with {@code TOKEN_EXPIRED} when its time is over, {@code UNAUTHORIZED} for anything else. Whether its
     * session still lives is not checked here.
     */
    public Uni<AccessToken> verify(String token) {
        JsonWebSignature unverified = new JsonWebSignature();
        String keyId;
        try {
            unverified.setCompactSerialization(token);
            keyId = unverified.getKeyIdHeaderValue();
        } catch (JoseException e) {
            return Uni.createFrom().failure(refused());
        }
        if (keyId == null) {
            return Uni.createFrom().failure(refused());
        }
        return keys.find(keyId).map(key -> check(token, key.orElseThrow(AccessTokens::refused)));
    }

    private AccessToken check(String token, SigningKey key) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                    .setExpectedType(true, TYPE)
                    .setExpectedIssuer(true, issuer)
                    .setExpectedAudience(true, AUDIENCE)
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                    .setVerificationKey(key.keys().getPublicKey())
                    .build()
                    .processToClaims(token);
            return new AccessToken(
                    UUID.fromString(claims.getSubject()),
                    UUID.fromString(claims.getStringClaimValue("sid")),
                    UUID.fromString(claims.getStringClaimValue("org")),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (InvalidJwtException e) {
            throw e.hasExpired()
                    ? new ApiException(ErrorCode.TOKEN_EXPIRED, "The access token has expired; refresh it.")
                    : refused();
        } catch (MalformedClaimException | IllegalArgumentException | NullPointerException e) {
            throw refused();
        }
    }

    private static String sign(JwtClaims claims, SigningKey key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.keys().getPrivateKey());
        signature.setKeyIdHeaderValue(key.id());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", TYPE);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("An access token cannot be signed with key " + key.id(), e);
        }
    }

    private static ApiException refused() {
        return new ApiException(ErrorCode.UNAUTHORIZED, "The access token is not valid.");
    }
}
