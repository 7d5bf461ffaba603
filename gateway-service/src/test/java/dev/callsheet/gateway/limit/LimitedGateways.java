package dev.callsheet.gateway.limit;

import static org.awaitility.Awaitility.await;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.gateway.routing.EndpointClass;
import dev.callsheet.platform.infrastructure.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Three gateways on a database of their own, and clients that ask them. */
final class LimitedGateways implements AutoCloseable {

    /** Longer than a lease and a refusal live: what one gateway gives back another has been given by then. */
    static final Duration SETTLED = Duration.ofMillis(2_500);

    /** Of a limit that no test reaches. */
    static final int NO_BURST = 1_000_000;

    /** What a refused client waits for before it tries again, in nanoseconds. */
    private static final long BREATH = 200_000;

    private final String database;
    private final List<LimitedGateway> all = new ArrayList<>();

    private LimitedGateways(String database) {
        this.database = database;
    }

    /** Makes the database anew, too. Each knows of the others. */
    static LimitedGateways three(String database) {
        Infrastructure.shared().createDatabase(database, List.of("gateway"));
        Infrastructure.shared().migrate(database, "gateway", LimitedGateways.class.getClassLoader());
        LimitedGateways gateways = new LimitedGateways(database);
        for (int i = 0; i < 3; i++) {
            gateways.join(InstantSource.system());
        }
        gateways.awaitEachOther();
        return gateways;
    }

    private void awaitEachOther() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        all.stream().allMatch(each -> each.limiter().share().gateways() == all.size()));
    }

    /** One more, with that clock. */
    LimitedGateway join(InstantSource clock) {
        LimitedGateway gateway = new LimitedGateway(database, clock).start();
        all.add(gateway);
        return gateway;
    }

    /** One goes as it should, and the others know. */
    void leave(LimitedGateway gateway) {
        all.remove(gateway);
        gateway.close();
        awaitEachOther();
    }

    /** One is gone without a word. */
    void kill(LimitedGateway gateway) {
        all.remove(gateway);
        gateway.kill();
    }

    LimitedGateway get(int index) {
        return all.get(index);
    }

    List<LimitedGateway> all() {
        return List.copyOf(all);
    }

    /** As many requests as will go through, four at a time at each gateway. */
    int hammer(Admission admission, EndpointClass endpoints) throws InterruptedException {
        return hammerEach(admission, endpoints).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    int hammer(Admission admission) throws InterruptedException {
        return hammer(admission, EndpointClass.NONE);
    }

    /** What each gateway has admitted. */
    List<Integer> hammerEach(Admission admission, EndpointClass endpoints) throws InterruptedException {
        BooleanSupplier over = after(SETTLED);
        List<AtomicInteger> admitted = new ArrayList<>();
        List<Thread> clients = new ArrayList<>();
        for (LimitedGateway gateway : all) {
            AtomicInteger here = new AtomicInteger();
            admitted.add(here);
            for (int i = 0; i < 4; i++) {
                clients.add(client(over, gateway, admission, endpoints, _ -> here.incrementAndGet()));
            }
        }
        for (Thread client : clients) {
            client.join();
        }
        return admitted.stream().map(AtomicInteger::get).toList();
    }

    /**
     * Asks one gateway until then, and catches its breath whenever it is refused.
     *
     * @param admitted is told when each request was made that went through, in nanoseconds
     */
    static Thread client(
            BooleanSupplier over,
            LimitedGateway gateway,
            Admission admission,
            EndpointClass endpoints,
            LongConsumer admitted) {
        return Thread.ofVirtual().start(() -> {
            while (!over.getAsBoolean()) {
                long asked = System.nanoTime();
                if (gateway.admits(admission, endpoints)) {
                    admitted.accept(asked);
                } else {
                    LockSupport.parkNanos(BREATH);
                }
            }
        });
    }

    static BooleanSupplier after(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - end >= 0;
    }

    /** A test must not lie on both sides of the full hour. */
    static void awaitRoomInTheHour() {
        awaitRoom(3_600, 30);
    }

    static void awaitRoomInTheMinute() {
        awaitRoom(60, 8);
    }

    private static void awaitRoom(int window, int needed) {
        await().atMost(Duration.ofSeconds(needed + 1L))
                .until(() -> window - Instant.now().getEpochSecond() % window > needed);
    }

    @Override
    public void close() {
        all.forEach(LimitedGateway::close);
    }
}
