package dev.callsheet.gateway.limit;

import static dev.callsheet.gateway.limit.LimitedGateways.NO_BURST;
import static dev.callsheet.gateway.limit.LimitedGateways.awaitRoomInTheHour;
import static dev.callsheet.gateway.limit.LimitedGateways.awaitRoomInTheMinute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.RateLimit;
import dev.callsheet.gateway.routing.EndpointClass;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three gateways and the real database. */
class RateLimiterIT {

    private static LimitedGateways gateways;

    @BeforeAll
    static void startGateways() {
        gateways = LimitedGateways.three("callsheet_limits");
    }

    @AfterAll
    static void stopGateways() {
        gateways.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 1_000, 20_000})
    void threeGatewaysAdmitExactlyTheLimit(int limit) throws InterruptedException {
        // Given
        Admission key = LimitedGateway.key(new RateLimit("test", null, limit, null, NO_BURST), null);
        awaitRoomInTheHour();

        // When
        int admitted = gateways.hammer(key);

        // Then
        assertThat(admitted).isEqualTo(limit);
    }

    @Test
    void aBurstCapsAnySecondOverAllGateways() throws InterruptedException {
        // Given
        int burst = 50;
        Admission key = LimitedGateway.key(new RateLimit("test", null, null, 1_000_000, burst), null);
        List<Long> admittedAt = Collections.synchronizedList(new ArrayList<>());
        BooleanSupplier over = LimitedGateways.after(Duration.ofSeconds(4));

        // When
        List<Thread> clients = new ArrayList<>();
        for (LimitedGateway gateway : gateways.all()) {
            clients.add(LimitedGateways.client(
                    over, gateway, key, EndpointClass.NONE, asked -> admittedAt.add((asked + System.nanoTime()) / 2)));
        }
        for (Thread client : clients) {
            client.join();
        }

        // Then
        List<Long> times = admittedAt.stream().sorted().toList();
        assertThat(times).hasSizeGreaterThan(3 * burst / 2);
        for (int i = burst; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - burst))
                    .as("the time in which %d were admitted, in ns", burst + 1)
                    .isGreaterThan(950_000_000L);
        }
    }

    @Test
    void aBurstIsGivenOutWhole() {
        // Given
        Admission key = LimitedGateway.key(new RateLimit("test", 1_000, null, null, 20), null);

        // When
        int admitted = 0;
        for (int i = 0; i < 30; i++) {
            admitted += gateways.get(0).admits(key) ? 1 : 0;
        }

        // Then
        assertThat(admitted).isEqualTo(20);
    }

    @Test
    void keysOfAnOrganizationShareItsPlan() throws InterruptedException {
        // Given
        UUID organization = UUID.randomUUID();
        RateLimit own = new RateLimit("standard", null, 400, null, NO_BURST);
        RateLimit plan = new RateLimit("basic", null, 600, null, NO_BURST);
        Admission one = LimitedGateway.key(UUID.randomUUID(), organization, own, plan);
        Admission other = LimitedGateway.key(UUID.randomUUID(), organization, own, plan);
        awaitRoomInTheHour();

        // When
        int first = gateways.hammer(one);
        int second = gateways.hammer(other);

        // Then
        assertThat(first).isEqualTo(400);
        assertThat(second).isEqualTo(200);
    }

    @Test
    void sessionsOfAUserShareTheirLimit() {
        // Given
        UUID user = UUID.randomUUID();
        UUID organization = UUID.randomUUID();
        RateLimit plan = new RateLimit("basic", null, 5, null, NO_BURST);
        awaitRoomInTheHour();

        // When
        int admitted = 0;
        for (int i = 0; i < 10; i++) {
            Admission session = LimitedGateway.user(UUID.randomUUID(), user, organization, plan);
            admitted += gateways.get(i % 3).admits(session) ? 1 : 0;
        }

        // Then
        assertThat(admitted).isEqualTo(5);
    }

    @Test
    void criticalEndpointsHaveALimitOfTheirOwnWithinTheKeys() throws InterruptedException {
        // Given
        Admission key = LimitedGateway.key(new RateLimit("standard", null, 70, null, NO_BURST), null);
        awaitRoomInTheHour();
        awaitRoomInTheMinute();

        // When
        int critical = gateways.hammer(key, EndpointClass.CRITICAL);
        int others = gateways.hammer(key);

        // Then
        assertThat(critical).isEqualTo(20);
        assertThat(others).isEqualTo(50);
    }

    @Test
    void aGatewayWhoseClockIsWrongCountsInTheSameWindow() throws InterruptedException {
        // Given
        LimitedGateway late = gateways.join(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-90)));
        Admission key = LimitedGateway.key(new RateLimit("test", null, 500, null, NO_BURST), null);
        awaitRoomInTheHour();

        // When
        int admitted = gateways.hammer(key);
        gateways.leave(late);

        // Then
        assertThat(admitted).isEqualTo(500);
    }

    @Test
    void aSlowCallerHoldsNothingInAdvance() {
        // Given
        Admission key = LimitedGateway.key(new RateLimit("test", null, 100, null, NO_BURST), null);
        awaitRoomInTheHour();

        // When
        Verdict last = new Verdict.Unlimited();
        for (int i = 0; i < 3; i++) {
            last = gateways.get(i).verdict(key, EndpointClass.NONE);
        }

        // Then
        assertThat(last)
                .isInstanceOfSatisfying(
                        Verdict.Admitted.class,
                        admitted -> assertThat(admitted.standing().remaining()).isEqualTo(97));
    }
}
