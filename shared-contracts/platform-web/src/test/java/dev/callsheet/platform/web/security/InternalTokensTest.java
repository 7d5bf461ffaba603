package dev.callsheet.platform.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.web.error.ApiException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class InternalTokensTest {

    private final EllipticCurveJsonWebKey gatewayKey = key("gateway-service");
    private final EllipticCurveJsonWebKey crewKey = key("crew-service");
    private final List<JsonWebKey> trusted = List.of(gatewayKey, crewKey);
    private final InternalTokens gateway = new InternalTokens(gatewayKey, trusted);
    private final InternalTokens service = new InternalTokens(crewKey, trusted);

    @Test
    void aServiceKnowsWhomTheGatewayForwards() {
        // Given
        Principal principal = principal();

        // When
        InternalTokens.Verified verified = service.verify(gateway.issue(principal));

        // Then
        assertThat(verified.principal()).isEqualTo(principal);
        assertThat(verified.issuer()).isEqualTo("gateway-service");
    }

    @Test
    void aKeyThatNobodyTrustsSignsInVain() {
        EllipticCurveJsonWebKey stolenName = key("gateway-service");
        String forged = new InternalTokens(stolenName, trusted).issue(principal());
        assertThatThrownBy(() -> service.verify(forged)).isInstanceOf(ApiException.class);
    }

    @Test
    void aModuleCannotSpeakInTheNameOfAnother() throws JoseException {
        JwtClaims claims = validClaims();
        claims.setIssuer("gateway-service");
        String forged = sign(claims, crewKey, "callsheet-internal+jwt");
        assertThatThrownBy(() -> service.verify(forged)).isInstanceOf(ApiException.class);
    }

    @Test
    void aPublicTokenIsNoInternalOne() throws JoseException {
        String publicType = sign(validClaims(), gatewayKey, "JWT");
        JwtClaims publicAudience = validClaims();
        publicAudience.setAudience("callsheet-api");
        String publicToken = sign(publicAudience, gatewayKey, "callsheet-internal+jwt");
        assertThatThrownBy(() -> service.verify(publicType)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> service.verify(publicToken)).isInstanceOf(ApiException.class);
    }

    @Test
    void anUnsignedTokenIsRefused() throws JoseException {
        JsonWebSignature unsigned = new JsonWebSignature();
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        unsigned.setHeader("typ", "callsheet-internal+jwt");
        unsigned.setPayload(validClaims().toJson());
        String token = unsigned.getCompactSerialization();
        assertThatThrownBy(() -> service.verify(token)).isInstanceOf(ApiException.class);
    }

    @Test
    void anExpiredTokenIsRefused() throws JoseException {
        JwtClaims claims = validClaims();
        claims.setIssuedAt(org.jose4j.jwt.NumericDate.fromSeconds(1_000_000));
        claims.setExpirationTime(org.jose4j.jwt.NumericDate.fromSeconds(1_000_060));
        String old = sign(claims, gatewayKey, "callsheet-internal+jwt");
        assertThatThrownBy(() -> service.verify(old)).isInstanceOf(ApiException.class);
    }

    @Test
    void aTokenThatLivesTooLongIsRefused() throws JoseException {
        JwtClaims claims = validClaims();
        claims.setExpirationTimeMinutesInTheFuture(60);
        String eternal = sign(claims, gatewayKey, "callsheet-internal+jwt");
        assertThatThrownBy(() -> service.verify(eternal)).isInstanceOf(ApiException.class);
    }

    private JwtClaims validClaims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("gateway-service");
        claims.setAudience("callsheet-internal");
        claims.setSubject("x");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(1);
        claims.setStringClaim("principal", "{}");
        return claims;
    }

    private static String sign(JwtClaims claims, EllipticCurveJsonWebKey key, String type) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setHeader("typ", type);
        return signature.getCompactSerialization();
    }

    private static EllipticCurveJsonWebKey key(String module) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(module);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Principal principal() {
        return new Principal(
                UUID.randomUUID(),
                CredentialType.API_KEY,
                null,
                UUID.randomUUID(),
                "live",
                "admin",
                Set.of("jobs:read"),
                Set.of(),
                Set.of(),
                "standard",
                "standard",
                "Europe/Madrid",
                "Key",
                null);
    }
}
