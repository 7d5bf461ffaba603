package dev.callsheet.identity.login;

import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static dev.callsheet.identity.fixture.TestOrganization.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.infrastructure.TestTopic;
import dev.callsheet.platform.web.error.ApiException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigningKeyRotationIT {

    private static final String ISSUER = "http://localhost:8080";

    @Inject
    SigningKeyStore store;

    @Inject
    SigningKeys keys;

    @Inject
    SigningKeyRotation rotation;

    private AccessTokens here;
    private SigningKeys elsewhereKeys;
    private AccessTokens elsewhere;

    @BeforeEach
    void startASecondInstance() {
        here = new AccessTokens(keys, ISSUER);
        elsewhereKeys = new SigningKeys(store);
        elsewhere = new AccessTokens(elsewhereKeys, ISSUER);
        get(keys.active());
    }

    @AfterEach
    void leaveNoNextKey() {
        Database.update("delete from signing_key where state = 'next'");
    }

    @Test
    void tokensFromBeforeDuringAndAfterARotationWorkAtEveryInstance() {
        // Given
        String before = issue(here);
        rotate();
        String during = issue(elsewhere);
        letNextBeDue();
        String whileOneHasNotHeard = issue(elsewhere);

        // When
        elsewhereKeys.forget();
        String after = issue(elsewhere);

        // Then
        assertThat(kid(during)).isEqualTo(kid(before)).isEqualTo(kid(whileOneHasNotHeard));
        assertThat(kid(after)).isNotEqualTo(kid(before));
        assertThat(issue(here)).satisfies(token -> assertThat(kid(token)).isEqualTo(kid(after)));
        for (String token : List.of(before, during, whileOneHasNotHeard, after)) {
            get(here.verify(token));
            get(elsewhere.verify(token));
        }
    }

    @Test
    void theNextKeyIsPublishedBeforeItSigns() {
        // Given
        String active = kid(issue(here));

        // When
        rotate();

        // Then
        String next = nextKid();
        assertThat(publishedKids()).contains(active, next);
        assertThat(kid(issue(here))).isEqualTo(active);
        json().get("/api/v1/.well-known/jwks.json").then().header("Cache-Control", equalTo("public, max-age=300"));
    }

    @Test
    void theNextKeyDoesNotSignBeforeItsTime() {
        // Given
        String active = kid(issue(here));
        rotate();

        // When
        check();

        // Then
        assertThat(kid(issue(here))).isEqualTo(active);
    }

    @Test
    void aTokenOfTheKeyBeforeLastStillWorks() {
        // Given
        String oldest = issue(here);
        rotate();
        letNextBeDue();
        String middle = issue(here);

        // When
        rotate();
        letNextBeDue();

        // Then
        String newest = issue(here);
        assertThat(List.of(kid(oldest), kid(middle), kid(newest))).doesNotHaveDuplicates();
        for (String token : List.of(oldest, middle, newest)) {
            get(here.verify(token));
            get(elsewhere.verify(token));
        }
    }

    @Test
    void askingTwiceForARotationMakesOneNextKey() {
        // Given
        rotate();
        String next = nextKid();

        // When
        rotate();

        // Then
        assertThat(nextKid()).isEqualTo(next);
    }

    @Test
    void aKeyThatHasGrownOldGetsASuccessorFromOneInstance() {
        // Given
        Database.update("update signing_key set activated_at = now() - interval '90 days' where state = 'active'");

        // When
        List<Uni<Void>> instances =
                Stream.generate(() -> rotation.check()).limit(4).toList();
        get(Uni.join().all(instances).andFailFast());

        // Then
        assertThat(Database.list("""
                select round(extract(epoch from activates_at - now()) / 60) from signing_key where state = 'next'
                """)).containsExactly("10");
    }

    @Test
    void aYoungKeyIsLeftAlone() {
        // When
        check();

        // Then
        assertThat(Database.list("select kid from signing_key where state = 'next'"))
                .isEmpty();
    }

    @Test
    void aRetiredKeyStaysPublishedUntilItsLastTokenHasExpired() {
        // Given
        String retired = kid(issue(here));
        rotate();
        letNextBeDue();
        Database.update("update signing_key set retired_at = now() - interval '60 minutes' where kid = ?", retired);
        keys.forget();
        List<String> anHourLater = publishedKids();

        // When
        Database.update("update signing_key set retired_at = now() - interval '62 minutes' where kid = ?", retired);
        keys.forget();

        // Then
        assertThat(anHourLater).contains(retired);
        assertThat(publishedKids()).doesNotContain(retired);
    }

    @Test
    void aCompromisedKeyStopsWorkingEverywhereBeforeTheOperatorHasTheAnswer() {
        // Given
        String accessToken = TestOrganization.found().login().path("data.access_token");
        String forged = issue(here);
        get(elsewhere.verify(forged));
        String compromised = kid(forged);

        // When
        try (TestTopic topic = TestTopic.of("identity.events")) {
            module("fleet")
                    .post("/internal/v1/signing-keys/" + compromised + "/revocation")
                    .then()
                    .statusCode(200);

            // Then
            assertThatThrownBy(() -> get(elsewhere.verify(forged))).isInstanceOf(ApiException.class);
            assertThatThrownBy(() -> get(here.verify(forged))).isInstanceOf(ApiException.class);
            exchange(accessToken).then().statusCode(401);
            assertThat(publishedKids()).doesNotContain(compromised);
            assertThat(kid(issue(elsewhere))).isNotEqualTo(compromised);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(topic.eventsOf(compromised))
                            .singleElement()
                            .satisfies(event ->
                                    assertThat(event.path("type").asText()).isEqualTo("signing_key.revoked")));
        }
    }

    @Test
    void gatewaysHearOfARevokedKeyThoughTheInstanceThatRevokedItDied() {
        // Given
        rotate();
        String revoked = nextKid();
        get(store.revoke(revoked));
        Database.update("update signing_key set revoked_at = now() - interval '10 seconds' where kid = ?", revoked);

        // When
        try (TestTopic topic = TestTopic.of("identity.events")) {
            check();

            // Then
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(topic.eventsOf(revoked)).hasSize(1));
        }
    }

    @Test
    void aKeyThatIsNotThereCannotBeRevoked() {
        module("fleet")
                .post("/internal/v1/signing-keys/" + UUID.randomUUID() + "/revocation")
                .then()
                .statusCode(404);
    }

    @Test
    void onlyTheLauncherMayChangeKeys() {
        module("gateway-service")
                .post("/internal/v1/signing-keys/rotation")
                .then()
                .statusCode(403);
    }

    private static void rotate() {
        module("fleet").post("/internal/v1/signing-keys/rotation").then().statusCode(200);
    }

    private void letNextBeDue() {
        Database.update("update signing_key set activates_at = now() where state = 'next'");
        check();
    }

    private void check() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> rotation.check());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nextKid() {
        return Database.list("select kid from signing_key where state = 'next'").getFirst();
    }

    private static List<String> publishedKids() {
        return json().get("/api/v1/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .path("keys.kid");
    }

    private static String issue(AccessTokens instance) {
        return get(instance.issue(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
    }

    private static String kid(String token) {
        try {
            return ((JsonWebSignature) JsonWebSignature.fromCompactSerialization(token)).getKeyIdHeaderValue();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T get(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(10));
    }
}
