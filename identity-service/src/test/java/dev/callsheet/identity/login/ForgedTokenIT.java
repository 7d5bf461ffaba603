package dev.callsheet.identity.login;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.infrastructure.TestTokens;
import dev.callsheet.platform.web.security.InternalTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ForgedTokenIT {

    private static final String ISSUER = "http://localhost:8080";

    @Inject
    SigningKeys keys;

    private TestOrganization organization;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
    }

    @Test
    void theSameTokenUnchangedGetsAsFarAsItsSession() {
        // When
        Response response = exchange(sign(claims -> {}));

        // Then
        response.then().statusCode(401).body("error.message", equalTo("The session is over; log in again."));
    }

    @Test
    void aTokenWithoutSignatureIsRefused() throws JoseException {
        // Given
        JsonWebSignature token = token(claims -> {});
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        token.setKey(null);

        // When
        Response response = exchange(token.getCompactSerialization());

        // Then
        refused(response);
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JoseException {
        // Given
        Key publicKeyAsSecret = new HmacKey(signingKey().publicJwk().getBytes(StandardCharsets.UTF_8));
        JsonWebSignature token = token(claims -> {});
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(publicKeyAsSecret);

        // When
        Response response = exchange(token.getCompactSerialization());

        // Then
        refused(response);
    }

    @Test
    void aTokenOfAKeyThatNobodyKnowsIsRefused() throws JoseException {
        // Given
        SigningKey stranger = SigningKey.generate("stranger");
        JsonWebSignature token = token(claims -> {});
        token.setKey(stranger.keys().getPrivateKey());
        token.setKeyIdHeaderValue("stranger");

        // When
        Response response = exchange(token.getCompactSerialization());

        // Then
        refused(response);
    }

    @Test
    void aTokenOfAnotherKeyUnderAKnownIdIsRefused() throws JoseException {
        // Given
        JsonWebSignature token = token(claims -> {});
        token.setKey(SigningKey.generate("any").keys().getPrivateKey());

        // When
        Response response = exchange(token.getCompactSerialization());

        // Then
        refused(response);
    }

    @Test
    void aTokenOfAnotherAudienceIsRefused() {
        refused(exchange(sign(claims -> claims.setAudience("callsheet-internal"))));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        refused(exchange(sign(claims -> claims.setIssuer("https://evil.example"))));
    }

    @Test
    void anExpiredTokenSaysSo() {
        // When
        Response response = exchange(sign(claims -> claims.setExpirationTime(NumericDate.fromMilliseconds(
                System.currentTimeMillis() - Duration.ofMinutes(1).toMillis()))));

        // Then
        response.then().statusCode(401).body("error.code", equalTo("TOKEN_EXPIRED"));
    }

    @Test
    void aTokenWithoutASessionIsRefused() {
        refused(exchange(sign(claims -> claims.unsetClaim("sid"))));
    }

    @Test
    void anInternalTokenIsNoPublicOne() {
        // Given
        String internal =
                TestTokens.fromGateway(callerWith(organization.liveKey()).principal());

        // When
        Response response = exchange(internal);

        // Then
        refused(response);
    }

    @Test
    void aPublicTokenIsNoInternalOne() {
        // Given
        String accessToken = organization.login().path("data.access_token");

        // When
        Response response = json().header(InternalTokens.HEADER, accessToken).get("/api/v1/users/me");

        // Then
        response.then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "Bearer", "eyJhbGciOiJSUzI1NiJ9..", "null"})
    void garbageIsRefused(String credential) {
        refused(exchange(credential));
    }

    private static void refused(Response response) {
        response.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
    }

    private String sign(Consumer<JwtClaims> change) {
        try {
            return token(change).getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonWebSignature token(Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("callsheet-api");
        claims.setSubject(organization.adminId().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        claims.setStringClaim("org", organization.id().toString());
        change.accept(claims);
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(signingKey().keys().getPrivateKey());
        token.setKeyIdHeaderValue(signingKey().id());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setHeader("typ", "at+jwt");
        return token;
    }

    private SigningKey signingKey() {
        return keys.active().await().atMost(Duration.ofSeconds(10));
    }
}
