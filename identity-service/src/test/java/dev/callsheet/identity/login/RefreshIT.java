package dev.callsheet.identity.login;

import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static dev.callsheet.identity.fixture.TestOrganization.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RefreshIT {

    @Test
    void givesASuccessorAndANewAccessToken() {
        // Given
        String first = TestOrganization.found().login().path("data.refresh_token");

        // When
        Response response = refresh(first);

        // Then
        response.then().statusCode(200).body("data.refresh_token", not(equalTo(first)));
        exchange(response.path("data.access_token")).then().statusCode(200);
        refresh(response.path("data.refresh_token")).then().statusCode(200);
    }

    @Test
    void manyRefreshesAtOnceGetTheSameSuccessor() {
        // Given
        String first = TestOrganization.found().login().path("data.refresh_token");

        // When
        List<Response> responses;
        try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Response>> calls = IntStream.range(0, 8)
                    .mapToObj(tab -> CompletableFuture.supplyAsync(() -> refresh(first), tabs))
                    .toList();
            responses = calls.stream().map(CompletableFuture::join).toList();
        }

        // Then
        assertThat(responses).allMatch(response -> response.statusCode() == 200);
        assertThat(responses.stream().map(response -> response.<String>path("data.refresh_token")))
                .containsOnly(responses.getFirst().<String>path("data.refresh_token"));
    }

    @Test
    void aStolenRefreshTokenEndsItsSessionAndOnlyThat() {
        // Given
        TestOrganization organization = TestOrganization.found();
        Response login = organization.login();
        Response otherLogin = organization.login();
        String stolen = login.path("data.refresh_token");
        String successor = refresh(stolen).path("data.refresh_token");
        letTheGracePass(stolen);

        // When
        Response response = refresh(stolen);

        // Then
        response.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
        refresh(successor).then().statusCode(401);
        exchange(login.path("data.access_token")).then().statusCode(401);
        refresh(otherLogin.path("data.refresh_token")).then().statusCode(200);
        assertThat(Database.list(
                        "select end_reason from user_session where user_id = ? and ended_at is not null",
                        organization.adminId()))
                .containsExactly("refresh_token_reused");
    }

    @Test
    void aThiefWhoUsedTheTokenInParallelIsFoundOutAtTheNextRefresh() {
        // Given
        TestOrganization organization = TestOrganization.found();
        String stolen = organization.login().path("data.refresh_token");
        String ofOwner = refresh(stolen).path("data.refresh_token");
        String ofThief = refresh(stolen).path("data.refresh_token");
        String ownersNext = refresh(ofOwner).path("data.refresh_token");
        letTheGracePass(ofOwner);

        // When
        Response response = refresh(ofThief);

        // Then
        assertThat(ofThief).isEqualTo(ofOwner);
        response.then().statusCode(401);
        refresh(ownersNext).then().statusCode(401);
        assertThat(Database.list(
                        "select end_reason from user_session where user_id = ? and ended_at is not null",
                        organization.adminId()))
                .containsExactly("refresh_token_reused");
    }

    @Test
    void aTokenThatWasNotUsedForAMonthHasExpired() {
        // Given
        String token = TestOrganization.found().login().path("data.refresh_token");
        Database.update(
                "update refresh_token set expires_at = now() - interval '1 second' where token_hash = ?",
                RefreshTokens.hash(token));

        // When
        Response response = refresh(token);

        // Then
        response.then().statusCode(401).body("error.code", equalTo("TOKEN_EXPIRED"));
    }

    @Test
    void anUnknownTokenIsRefused() {
        // When
        Response response = refresh(RefreshTokens.first());

        // Then
        response.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
    }

    @Test
    void theDatabaseHoldsNoTokenThatWorks() {
        // Given
        String token = TestOrganization.found().login().path("data.refresh_token");

        // When
        List<String> stored = Database.list("select token_hash from refresh_token");

        // Then
        assertThat(stored).contains(RefreshTokens.hash(token)).doesNotContain(token);
        refresh(RefreshTokens.hash(token)).then().statusCode(401);
    }

    private static void letTheGracePass(String token) {
        Database.update(
                "update refresh_token set used_at = used_at - interval '11 seconds' where token_hash = ?",
                RefreshTokens.hash(token));
    }
}
