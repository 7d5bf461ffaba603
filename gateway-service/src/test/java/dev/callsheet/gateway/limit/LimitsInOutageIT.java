package dev.callsheet.gateway.limit;

import static dev.callsheet.gateway.limit.LimitedGateways.NO_BURST;
import static dev.callsheet.gateway.limit.LimitedGateways.SETTLED;
import static dev.callsheet.gateway.limit.LimitedGateways.awaitRoomInTheHour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.RateLimit;
import dev.callsheet.gateway.routing.EndpointClass;
import dev.callsheet.platform.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three gateways of which one dies, or whose database is away; new ones for each test. */
class LimitsInOutageIT {

    /* One for each test: a gateway that was killed counts for ten seconds. */
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private LimitedGateways gateways;

    @BeforeEach
    void startGateways() {
        gateways = LimitedGateways.three("callsheet_limits_outage_" + DATABASES.incrementAndGet());
    }

    @AfterEach
    void stopGateways() {
        Infrastructure.shared().postgres().start();
        gateways.close();
    }

    @Test
    void aKilledGatewayTakesNoMoreThanItsLeaseWithIt() throws InterruptedException {
        // Given
        int limit = 3_000;
        Admission key = LimitedGateway.key(new RateLimit("test", null, limit, null, NO_BURST), null);
        AtomicInteger admitted = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        AtomicBoolean dead = new AtomicBoolean();
        awaitRoomInTheHour();
        BooleanSupplier over = LimitedGateways.after(Duration.ofSeconds(5));
        LimitedGateway doomed = gateways.get(0);

        // When
        for (LimitedGateway gateway : gateways.all()) {
            BooleanSupplier ends = gateway == doomed ? () -> over.getAsBoolean() || dead.get() : over;
            clients.add(
                    LimitedGateways.client(ends, gateway, key, EndpointClass.NONE, _ -> admitted.incrementAndGet()));
        }
        await().pollInterval(Duration.ofMillis(5)).until(() -> admitted.get() > limit / 5);
        dead.set(true);
        clients.getFirst().join();
        gateways.kill(doomed);
        for (Thread client : clients) {
            client.join();
        }

        // Then
        assertThat(admitted.get()).isBetween(limit - limit / 6, limit);
    }

    @Test
    void whileTheDatabaseIsAwayEachGatewayAdmitsItsShareAndThenTheRestIsExact() throws InterruptedException {
        // Given
        Admission key = LimitedGateway.key(new RateLimit("test", null, 1_000, null, NO_BURST), null);
        awaitRoomInTheHour();
        Infrastructure.shared().postgres().stop();

        // When
        List<Integer> away = gateways.hammerEach(key, EndpointClass.NONE);
        Infrastructure.shared().postgres().start();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        gateways.all().stream().allMatch(each -> each.limiter().storeAnswers()));
        int back = gateways.hammer(key);

        // Then
        assertThat(away).containsExactlyInAnyOrder(334, 333, 333);
        assertThat(back).isZero();
    }

    @Test
    void whatWasAdmittedWhileTheDatabaseWasAwayCounts() throws InterruptedException {
        // Given
        Admission key = LimitedGateway.key(new RateLimit("test", null, 900, null, NO_BURST), null);
        awaitRoomInTheHour();
        LimitedGateway first = gateways.get(0);
        for (int i = 0; i < 100; i++) {
            first.admits(key);
        }
        await().pollDelay(SETTLED).until(() -> true);
        Infrastructure.shared().postgres().stop();

        // When
        int away = 0;
        for (int i = 0; i < 150; i++) {
            away += first.admits(key) ? 1 : 0;
        }
        Infrastructure.shared().postgres().start();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        gateways.all().stream().allMatch(each -> each.limiter().storeAnswers()));
        await().until(() ->
                gateways.all().stream().noneMatch(each -> each.limiter().recovering()));
        int back = gateways.hammer(key);

        // Then
        assertThat(away).isEqualTo(150);
        assertThat(back).isEqualTo(900 - 100 - 150);
    }
}
