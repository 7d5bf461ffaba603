package dev.callsheet.platform.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternalTokensTest {

    private static final String PRINCIPAL = "callsheet-internal+jwt";
    private static final String SENDER = "callsheet-sender+jwt";

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
    void aPrincipalIsReadAsItWasWritten() {
        // Given
        Principal person = person();

        // When
        Principal read = service.verify(gateway.issue(person)).principal();

        // Then
        assertThat(read).isEqualTo(person);
    }

    @Test
    void aModuleShowsThatItSends() {
        assertThat(service.senderOf(gateway.issueSender())).isEqualTo("gateway-service");
    }

    @Test
    void whatShowsASenderAdmitsNobody() throws JoseException {
        assertRefused(() -> service.verify(gateway.issueSender()));
        String withPrincipal = sign(validClaims(), gatewayKey, SENDER);
        assertRefused(() -> service.verify(withPrincipal));
    }

    @Test
    void aPrincipalDoesNotShowWhoSends() {
        String token = gateway.issue(principal());
        assertRefused(() -> service.senderOf(token));
    }

    static Stream<Object> whatIsNoPrincipal() {
        List<Object> wrong = new ArrayList<>(List.of("{}", "text", 5, List.of(), Map.of()));
        for (String field : asMap(principal()).keySet()) {
            if (!field.equals("user_id") && !field.equals("expires_at")) {
                Map<String, Object> incomplete = asMap(principal());
                incomplete.remove(field);
                wrong.add(incomplete);
            }
        }
        return wrong.stream();
    }

    @ParameterizedTest
    @MethodSource("whatIsNoPrincipal")
    void aTokenWithoutAWholePrincipalAdmitsNobody(Object claim) throws JoseException {
        JwtClaims claims = validClaims();
        claims.setClaim("principal", claim);
        String token = sign(claims, gatewayKey, PRINCIPAL);
        assertRefused(() -> service.verify(token));
    }

    @Test
    void aTokenWithoutAPrincipalAdmitsNobody() throws JoseException {
        JwtClaims claims = validClaims();
        claims.unsetClaim("principal");
        String token = sign(claims, gatewayKey, PRINCIPAL);
        assertRefused(() -> service.verify(token));
    }

    @Test
    void whatANewerModuleAddsIsPassedOver() throws JoseException {
        Map<String, Object> more = asMap(principal());
        more.put("mood", "good");
        JwtClaims claims = validClaims();
        claims.setClaim("principal", more);
        String token = sign(claims, gatewayKey, PRINCIPAL);
        assertThat(service.verify(token).issuer()).isEqualTo("gateway-service");
    }

    @Test
    void whatIsNullIsNotSent() {
        String[] token = gateway.issue(principal()).split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("jobs:read").doesNotContain("user_id", "expires_at");
    }

    @Test
    void aKeyThatNobodyTrustsSignsInVain() {
        InternalTokens thief = new InternalTokens(key("gateway-service"), trusted);
        String forged = thief.issue(principal());
        String sender = thief.issueSender();
        assertRefused(() -> service.verify(forged));
        assertRefused(() -> service.senderOf(sender));
    }

    /** Each of the refusals below changes one thing about it. */
    @Test
    void theClaimsThatFollowWouldBeGoodOnes() throws JoseException {
        String token = sign(validClaims(), gatewayKey, PRINCIPAL);
        assertThat(service.verify(token).issuer()).isEqualTo("gateway-service");
    }

    @Test
    void aModuleCannotSpeakInTheNameOfAnother() throws JoseException {
        JwtClaims claims = validClaims();
        claims.setIssuer("gateway-service");
        String forged = sign(claims, crewKey, PRINCIPAL);
        assertRefused(() -> service.verify(forged));
    }

    @Test
    void aPublicTokenIsNoInternalOne() throws JoseException {
        String publicType = sign(validClaims(), gatewayKey, "JWT");
        JwtClaims publicAudience = validClaims();
        publicAudience.setAudience("callsheet-api");
        String publicToken = sign(publicAudience, gatewayKey, PRINCIPAL);
        assertRefused(() -> service.verify(publicType));
        assertRefused(() -> service.verify(publicToken));
    }

    @Test
    void anUnsignedTokenIsRefused() throws JoseException {
        JsonWebSignature unsigned = new JsonWebSignature();
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        unsigned.setHeader("typ", PRINCIPAL);
        unsigned.setPayload(validClaims().toJson());
        String token = unsigned.getCompactSerialization();
        assertRefused(() -> service.verify(token));
    }

    @Test
    void anExpiredTokenIsRefused() throws JoseException {
        JwtClaims claims = validClaims();
        claims.setIssuedAt(NumericDate.fromSeconds(1_000_000));
        claims.setExpirationTime(NumericDate.fromSeconds(1_000_060));
        String old = sign(claims, gatewayKey, PRINCIPAL);
        assertRefused(() -> service.verify(old));
    }

    @Test
    void aTokenThatLivesTooLongIsRefused() throws JoseException {
        JwtClaims claims = validClaims();
        claims.setExpirationTimeMinutesInTheFuture(60);
        String eternal = sign(claims, gatewayKey, PRINCIPAL);
        assertRefused(() -> service.verify(eternal));
    }

    @ParameterizedTest
    @ValueSource(longs = {45, 4, -62})
    void aClockMayBeAMinuteAheadOrSecondsBehind(long issuedIn) throws JoseException {
        String token = sign(validClaims(issuedIn), gatewayKey, PRINCIPAL);
        assertThat(service.verify(token).issuer()).isEqualTo("gateway-service");
    }

    @ParameterizedTest
    @ValueSource(longs = {90, -70})
    void aClockMayNotBeFurtherOff(long issuedIn) throws JoseException {
        String token = sign(validClaims(issuedIn), gatewayKey, PRINCIPAL);
        assertRefused(() -> service.verify(token));
    }

    /** Of a token that was issued that many seconds from now, by our clock. */
    private static JwtClaims validClaims(long issuedIn) {
        JwtClaims claims = validClaims();
        NumericDate issued = NumericDate.now();
        issued.addSeconds(issuedIn);
        NumericDate ends = NumericDate.fromMilliseconds(issued.getValueInMillis());
        ends.addSeconds(InternalTokens.LIFETIME.toSeconds());
        claims.setIssuedAt(issued);
        claims.setExpirationTime(ends);
        return claims;
    }

    private static JwtClaims validClaims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("gateway-service");
        claims.setAudience("callsheet-internal");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(1);
        claims.setClaim("principal", asMap(principal()));
        return claims;
    }

    private static Map<String, Object> asMap(Principal principal) {
        return JsonMapper.builder().build().convertValue(principal, new TypeReference<Map<String, Object>>() {});
    }

    private static void assertRefused(ThrowingCallable check) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHORIZED));
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

    private static Principal person() {
        return new Principal(
                UUID.randomUUID(),
                CredentialType.USER,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "test",
                "crew",
                Set.of("jobs:read", "timesheets:write"),
                Set.of("Lights \"A\""),
                Set.of("timesheets"),
                "standard",
                "standard",
                "Europe/Madrid",
                "Zoë",
                Instant.parse("2027-01-31T12:00:00.123456Z"));
    }
}
