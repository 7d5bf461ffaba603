package dev.callsheet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.RateLimit;
import dev.callsheet.gateway.routing.EndpointClass;
import dev.callsheet.platform.infrastructure.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three gateways and the real database. */
class RateLimiterIT {

    /** What a refused client waits for before it tries again, in nanoseconds. */
    private static final long BREATH = 200_000;

    private static final int NO_BURST = 1_000_000;
    /** Longer than a lease and a refusal live: what one gateway gives back another has been given by then. */
    private static final Duration SETTLED = Duration.ofMillis(2_500);

    private final List<LimitedGateway> gateways = new ArrayList<>();

    @BeforeAll
    static void makeDatabase() {
        Infrastructure.shared().createDatabase(LimitedGateway.DATABASE, List.of("gateway"));
        Infrastructure.shared().migrate(LimitedGateway.DATABASE, "gateway", RateLimiterIT.class.getClassLoader());
    }

    @BeforeEach
    void startGateways() {
        for (int i = 0; i < 3; i++) {
            gateways.add(new LimitedGateway().start());
        }
        /* One that an earlier test has killed counts for ten seconds. */
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateways.stream()
                        .allMatch(each -> each.limiter().share().gateways() == 3));
    }

    @AfterEach
    void stopGateways() {
        Infrastructure.shared().postgres().start();
        gateways.forEach(LimitedGateway::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 1_000, 20_000})
    void threeGatewaysAdmitExactlyTheLimit(int limit) throws InterruptedException {
        // Given
        Admission key = LimitedGateway.key(new RateLimit("test", null, limit, null, NO_BURST), null);
        awaitRoomInTheHour();

        // When
        int admitted = hammer(key, until(SETTLED));

        // Then
        assertThat(admitted).isEqualTo(limit);
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
        BooleanSupplier over = until(Duration.ofSeconds(5));

        // When
        for (LimitedGateway gateway : gateways) {
            boolean doomed = gateway == gateways.getFirst();
            clients.add(Thread.ofVirtual().start(() -> {
                while (!over.getAsBoolean() && !(doomed && dead.get())) {
                    if (gateway.admits(key)) {
                        admitted.incrementAndGet();
                    } else {
                        LockSupport.parkNanos(BREATH);
                    }
                }
            }));
        }
        await().pollInterval(Duration.ofMillis(5)).until(() -> admitted.get() > limit / 5);
        dead.set(true);
        clients.getFirst().join();
        gateways.removeFirst().kill();
        for (Thread client : clients) {
            client.join();
        }

        // Then
        assertThat(admitted.get()).isBetween(limit - limit / 6, limit);
    }

    @Test
    void aBurstCapsAnySecondOverAllGateways() throws InterruptedException {
        // Given
        int burst = 50;
        Admission key = LimitedGateway.key(new RateLimit("test", null, null, 1_000_000, burst), null);
        List<Long> admittedAt = Collections.synchronizedList(new ArrayList<>());
        BooleanSupplier over = until(Duration.ofSeconds(4));

        // When
        List<Thread> clients = new ArrayList<>();
        for (LimitedGateway gateway : gateways) {
            clients.add(Thread.ofVirtual().start(() -> {
                while (!over.getAsBoolean()) {
                    long asked = System.nanoTime();
                    if (gateway.admits(key)) {
                        admittedAt.add((asked + System.nanoTime()) / 2);
                    } else {
                        LockSupport.parkNanos(BREATH);
                    }
                }
            }));
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
            admitted += gateways.getFirst().admits(key) ? 1 : 0;
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
        int first = hammer(one, until(SETTLED));
        int second = hammer(other, until(SETTLED));

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
        int critical = hammer(key, EndpointClass.CRITICAL, until(SETTLED));
        int others = hammer(key, until(SETTLED));

        // Then
        assertThat(critical).isEqualTo(20);
        assertThat(others).isEqualTo(50);
    }

    @Test
    void aGatewayWhoseClockIsWrongCountsInTheSameWindow() throws InterruptedException {
        // Given
        gateways.add(new LimitedGateway(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-90))).start());
        Admission key = LimitedGateway.key(new RateLimit("test", null, 500, null, NO_BURST), null);
        awaitRoomInTheHour();

        // When
        int admitted = hammer(key, until(SETTLED));

        // Then
        assertThat(admitted).isEqualTo(500);
    }

    @Test
    void whileTheDatabaseIsAwayEachGatewayAdmitsItsShareAndThenTheRestIsExact() throws InterruptedException {
        // Given
        Admission key = LimitedGateway.key(new RateLimit("test", null, 1_000, null, NO_BURST), null);
        awaitRoomInTheHour();
        Infrastructure.shared().postgres().stop();

        // When
        List<Integer> away = hammerEach(key, EndpointClass.NONE, until(SETTLED));
        Infrastructure.shared().postgres().start();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateways.stream().allMatch(each -> each.limiter().storeAnswers()));
        int back = hammer(key, until(SETTLED));

        // Then
        assertThat(away).containsExactlyInAnyOrder(334, 333, 333);
        assertThat(back).isZero();
    }

    @Test
    void whatWasAdmittedWhileTheDatabaseWasAwayCounts() throws InterruptedException {
        // Given
        Admission key = LimitedGateway.key(new RateLimit("test", null, 900, null, NO_BURST), null);
        awaitRoomInTheHour();
        LimitedGateway first = gateways.getFirst();
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
                .until(() -> gateways.stream().allMatch(each -> each.limiter().storeAnswers()));
        await().until(() -> gateways.stream().noneMatch(each -> each.limiter().recovering()));
        int back = hammer(key, until(SETTLED));

        // Then
        assertThat(away).isEqualTo(150);
        assertThat(back).isEqualTo(900 - 100 - 150);
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

    private int hammer(Admission admission, BooleanSupplier over) throws InterruptedException {
        return hammer(admission, EndpointClass.NONE, over);
    }

    private int hammer(Admission admission, EndpointClass endpoints, BooleanSupplier over) throws InterruptedException {
        return hammerEach(admission, endpoints, over).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** As many requests as will go through, four at a time at each gateway; what each gateway has admitted. */
    private List<Integer> hammerEach(Admission admission, EndpointClass endpoints, BooleanSupplier over)
            throws InterruptedException {
        List<AtomicInteger> admitted = new ArrayList<>();
        List<Thread> clients = new ArrayList<>();
        for (LimitedGateway gateway : gateways) {
            AtomicInteger here = new AtomicInteger();
            admitted.add(here);
            for (int i = 0; i < 4; i++) {
                clients.add(Thread.ofVirtual().start(() -> {
                    while (!over.getAsBoolean()) {
                        if (gateway.admits(admission, endpoints)) {
                            here.incrementAndGet();
                        } else {
                            LockSupport.parkNanos(BREATH);
                        }
                    }
                }));
            }
        }
        for (Thread client : clients) {
            client.join();
        }
        return admitted.stream().map(AtomicInteger::get).toList();
    }

    private static BooleanSupplier until(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - end >= 0;
    }

    /** A test must not lie on both sides of the full hour. */
    private static void awaitRoomInTheHour() {
        awaitRoom(3_600, 30);
    }

    private static void awaitRoomInTheMinute() {
        awaitRoom(60, 8);
    }

    private static void awaitRoom(int window, int needed) {
        await().atMost(Duration.ofSeconds(needed + 1L))
                .until(() -> window - Instant.now().getEpochSecond() % window > needed);
    }
}
