package dev.callsheet.identity.login;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginFloodIT {

    private static final int LOGINS = 200;

    @Inject
    MeterRegistry metrics;

    @Test
    void aFloodOfLoginsStarvesNobodyElse() {
        // Given
        TestOrganization organization = TestOrganization.found();
        Caller user = callerWith(organization.login().path("data.access_token"));
        double before = hashesComputed();

        // When
        List<Response> logins;
        List<Integer> others = new ArrayList<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Response>> flood = IntStream.range(0, LOGINS)
                    .mapToObj(each -> CompletableFuture.supplyAsync(organization::login, crowd))
                    .toList();
            await().until(() -> hashesComputed() > before);
            while (flood.stream().anyMatch(login -> !login.isDone())) {
                others.add(user.request().get("/api/v1/auth/me").statusCode());
            }
            logins = flood.stream().map(CompletableFuture::join).toList();
        }

        // Then
        assertThat(others).hasSizeGreaterThan(5).containsOnly(200);
        assertThat(logins).allMatch(login -> login.statusCode() == 200 || login.statusCode() == 503);
        assertThat(logins).filteredOn(login -> login.statusCode() == 200).isNotEmpty();
        assertThat(logins)
                .filteredOn(login -> login.statusCode() == 503)
                .allMatch(login -> Integer.parseInt(login.header("Retry-After")) > 0);
    }

    private double hashesComputed() {
        return metrics.counter("callsheet.passwords.hashed").count();
    }
}
