package dev.callsheet.platform.web.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.benmanes.caffeine.cache.Cache;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.web.cache.Caches;
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
import java.util.Map;
import java.util.function.Function;
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
 * The short-lived tokens between Callsheet's own processes: one in which a {@link Principal} travels, and one that shows who
 * sends a request without one.
 *
 * <p>They have their own keys, issuers and audience, and each a type of its own, so that neither a public token nor the
 * other of the two is ever accepted in its place. Each module signs with a key of its own, whose id is the module's name and
 * the token's issuer; a set of all public keys is configured everywhere. Verified tokens are remembered until they end,
 * because a gateway sends the same one for many requests.
 */
@ApplicationScoped
public class InternalTokens {

    /** The header that carries the token; the gateway strips whatever a client sends in it. */
    public static final String HEADER = "X-Callsheet-Principal";

    /**
     * The header with a {@link #issueSender() token} that proves which module sends a request whose caller has not been
     * authenticated, so that it is believed what it says of the client. It admits nobody to anything.
     */
    public static final String SENDER_HEADER = "X-Callsheet-Sender";

    /** How long a token is valid. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final String AUDIENCE = "callsheet-internal";
    private static final String PRINCIPAL_TYPE = "callsheet-internal+jwt";
    private static final String SENDER_TYPE = "callsheet-sender+jwt";
    private static final String PRINCIPAL_CLAIM = "principal";
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /* A token travels with every request, so it says nothing that goes without saying; and a newer module may say more. */
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    private final Cache<String, Remembered<Verified>> verified = cache(20_000);
    private final Cache<String, Remembered<String>> senders = cache(1_000);
    private final PublicJsonWebKey signingKey;
    private final JwtConsumer principalTokens;
    private final JwtConsumer senderTokens;

    @Inject
    public InternalTokens(
            @ConfigProperty(name = "callsheet.internal.key.file") String keyFile,
            @ConfigProperty(name = "callsheet.internal.jwks.file") String jwksFile) {
        this(readKey(Path.of(keyFile)), readKeys(Path.of(jwksFile)));
    }

    InternalTokens(PublicJsonWebKey signingKey, List<JsonWebKey> trustedKeys) {
        this.signingKey = signingKey;
        this.principalTokens = consumer(PRINCIPAL_TYPE, trustedKeys);
        this.senderTokens = consumer(SENDER_TYPE, trustedKeys);
    }

    private static <T> Cache<String, T> cache(int entries) {
        return Caches.ofAtMost(entries).expireAfterWrite(LIFETIME).build();
    }

    private static JwtConsumer consumer(String type, List<JsonWebKey> trustedKeys) {
        String[] issuers = trustedKeys.stream().map(JsonWebKey::getKeyId).toArray(String[]::new);
        return new JwtConsumerBuilder()
                .setExpectedType(true, type)
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
        claims.setClaim(PRINCIPAL_CLAIM, json.convertValue(principal, OBJECT));
        return sign(claims, PRINCIPAL_TYPE);
    }

    /** A token that shows which module sends it and nothing else, valid for {@link #LIFETIME}. */
    public String issueSender() {
        return sign(new JwtClaims(), SENDER_TYPE);
    }

    private String sign(JwtClaims claims, String type) {
        claims.setIssuer(signingKey.getKeyId());
        claims.setAudience(AUDIENCE);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(LIFETIME.toSeconds() / 60f);
        JsonWebSignature signature = new JsonWebSignature();
        try {
            signature.setPayload(claims.toJson());
            signature.setKey(signingKey.getPrivateKey());
            signature.setKeyIdHeaderValue(signingKey.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setHeader("typ", type);
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(
                    "An internal token cannot be signed with the key of " + signingKey.getKeyId(), e);
        }
    }

    /**
     * Whose token it is.
     *
     * @throws ApiException {@code UNAUTHORIZED} unless a known module signed it for this audience and it is still valid
     */
    public Verified verify(String token) {
        return remembered(verified, token, this::check);
    }

    /**
     * Which module sends it, such as {@code gateway-service}.
     *
     * @throws ApiException {@code UNAUTHORIZED} unless a known module signed it {@link #issueSender() for itself} and it
     *     is still valid
     */
    public String senderOf(String token) {
        return remembered(senders, token, this::checkSender);
    }

    private static <T> T remembered(
            Cache<String, Remembered<T>> cache, String token, Function<String, Remembered<T>> check) {
        Remembered<T> known = cache.getIfPresent(token);
        if (known == null || System.currentTimeMillis() >= known.expiresAtMillis) {
            known = check.apply(token);
            cache.put(token, known);
        }
        return known.said;
    }

    private Remembered<Verified> check(String token) {
        try {
            JwtClaims claims = principalTokens.processToClaims(token);
            Object claim = claims.getClaimValue(PRINCIPAL_CLAIM);
            if (claim == null) {
                throw invalid();
            }
            Verified said = new Verified(json.convertValue(claim, Principal.class), claims.getIssuer());
            return new Remembered<>(said, claims.getExpirationTime().getValueInMillis());
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private Remembered<String> checkSender(String token) {
        try {
            JwtClaims claims = senderTokens.processToClaims(token);
            return new Remembered<>(
                    claims.getIssuer(), claims.getExpirationTime().getValueInMillis());
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw invalid();
        }
    }

    private static ApiException invalid() {
        return new ApiException(ErrorCode.UNAUTHORIZED, "The internal token is not valid.");
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
    public record Verified(Principal principal, String issuer) {}

    /** What a token says, until it ends. */
    private record Remembered<T>(T said, long expiresAtMillis) {}
}
