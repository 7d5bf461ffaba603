package dev.callsheet.platform.web.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The short-lived token in which a {@link Principal} travels between Callsheet's own processes.
 *
 * <p>It has its own keys, issuers, audience and type, so that a public token is never accepted in its place. Each
 * module signs with a key of its own, whose id is the module's name and the token's issuer; a set of all public keys is
 * configured everywhere. Verified tokens are remembered until they end, because a gateway sends the same one for many
 * requests.
 */
@ApplicationScoped
public class InternalTokens {

    /** The header that carries the token; the gateway strips whatever a client sends in it. */
    public static final String HEADER = "X-Callsheet-Principal";

    /**
     * The header that proves which module sends a request whose caller has not been authenticated, so that it is believed
     * what it says of the client. It admits nobody to anything.
     */
    public static final String SENDER_HEADER = "X-Callsheet-Sender";

    /** How long a token is valid. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final String AUDIENCE = "callsheet-internal";
    private static final String TYPE = "callsheet-internal+jwt";
    private static final String PRINCIPAL_CLAIM = "principal";

    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(LIFETIME).build();
    private final PublicJsonWebKey signingKey;
    private final JwtConsumer consumer;

    @Inject
    public InternalTokens(
            @ConfigProperty(name = "callsheet.internal.key.file") String keyFile,
            @ConfigProperty(name = "callsheet.internal.jwks.file") String jwksFile) {
        this(readKey(Path.of(keyFile)), readKeys(Path.of(jwksFile)));
    }

    InternalTokens(PublicJsonWebKey signingKey, List<JsonWebKey> trustedKeys) {
        this.signingKey = signingKey;
        String[] issuers = trustedKeys.stream().map(JsonWebKey::getKeyId).toArray(String[]::new);
        this.consumer = new JwtConsumerBuilder()
                .setExpectedType(true, TYPE)
                .setExpectedAudience(true, AUDIENCE)
                .setExpectedIssuers(true, issuers)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds(5)
                .setMaxFutureValidityInMinutes(2)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(trustedKeys))
                .registerValidator(InternalTokens::issuerIsTheKeysOwner)
                .build();
    }

    /** A token for the principal, valid for {@link #LIFETIME}. */
    public String issue(Principal principal) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(signingKey.getKeyId());
        claims.setAudience(AUDIENCE);
        claims.setSubject(principal.credentialId().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(LIFETIME.toSeconds() / 60f);
        JsonWebSignature signature = new JsonWebSignature();
        try {
            claims.setStringClaim(PRINCIPAL_CLAIM, json.writeValueAsString(principal));
            signature.setPayload(claims.toJson());
            signature.setKey(signingKey.getPrivateKey());
            signature.setKeyIdHeaderValue(signingKey.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setHeader("typ", TYPE);
            return signature.getCompactSerialization();
        } catch (JoseException | JsonProcessingException e) {
            throw new IllegalStateException(
                    "The internal token of " + principal.credentialId() + " cannot be signed", e);
        }
    }

    /**
     * Whose token it is.
     *
     * @throws ApiException {@code UNAUTHORIZED} unless a known module signed it for this audience and it is still valid
     */
    public Verified verify(String token) {
        Verified known = verified.getIfPresent(token);
        if (known != null && System.currentTimeMillis() < known.expiresAtMillis()) {
            return known;
        }
        Verified fresh = check(token);
        verified.put(token, fresh);
        return fresh;
    }

    private Verified check(String token) {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            Principal principal = json.readValue(claims.getStringClaimValue(PRINCIPAL_CLAIM), Principal.class);
            return new Verified(
                    principal, claims.getIssuer(), claims.getExpirationTime().getValueInMillis());
        } catch (InvalidJwtException | MalformedClaimException | JsonProcessingException | IllegalArgumentException e) {
            throw new ApiException(ErrorCode.UNAUTHORIZED, "The internal token is not valid.");
        }
    }

    private static @Nullable String issuerIsTheKeysOwner(JwtContext context) throws MalformedClaimException {
        Object keyId = context.getJoseObjects().getFirst().getKeyIdHeaderValue();
        String issuer = context.getJwtClaims().getIssuer();
        return issuer.equals(keyId) ? null : "signed by " + keyId + " in the name of " + issuer;
    }

    private static PublicJsonWebKey readKey(Path file) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("callsheet.internal.key.file cannot be read: " + file, e);
        } catch (JoseException e) {
            throw new IllegalStateException("callsheet.internal.key.file holds no private JWK: " + file, e);
        }
    }

    private static List<JsonWebKey> readKeys(Path file) {
        try {
            return new JsonWebKeySet(Files.readString(file)).getJsonWebKeys();
        } catch (IOException e) {
            throw new UncheckedIOException("callsheet.internal.jwks.file cannot be read: " + file, e);
        } catch (JoseException e) {
            throw new IllegalStateException("callsheet.internal.jwks.file holds no JWK set: " + file, e);
        }
    }

    /**
     * What a valid token says.
     *
     * @param issuer the module that signed it, such as {@code gateway-service}
     */
    public record Verified(Principal principal, String issuer, long expiresAtMillis) {}
}
