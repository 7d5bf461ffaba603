package dev.callsheet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.gateway.limit.Allowance.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final long START = 1_780_000_020_000L;

    private ModelStore store = new ModelStore();

    /** The tries of one property share an instance. */
    @BeforeTry
    void startAnew() {
        store = new ModelStore();
    }

    @Test
    void manyRequestsWaitForOneQuestion() {
        // Given
        Account account = new Gateway(1, 0).account(100);

        // When
        List<CompletableFuture<Verdict>> verdicts = IntStream.range(0, 50)
                .mapToObj(_ -> account.admit().toCompletableFuture())
                .toList();
        while (store.answer()) {
            assertThat(store.asked()).isLessThanOrEqualTo(2);
        }

        // Then
        assertThat(verdicts).allMatch(verdict -> verdict.join() instanceof Verdict.Admitted);
        assertThat(store.asked()).isEqualTo(2);
    }

    @Test
    void aRefusalIsRepeatedWithoutAQuestion() {
        // Given
        Account account = new Gateway(1, 0).account(1);
        ask(account);
        ask(account);
        int asked = store.asked();

        // When
        List<Verdict> verdicts =
                IntStream.range(0, 100).mapToObj(_ -> ask(account)).toList();

        // Then
        assertThat(verdicts).allMatch(verdict -> verdict instanceof Verdict.Refused);
        assertThat(store.asked()).isEqualTo(asked);
    }

    @Test
    void theNextWindowAdmitsAgain() {
        // Given
        Gateway gateway = new Gateway(1, 0);
        Account account = gateway.account(2);
        ask(account);
        ask(account);
        Verdict refused = ask(account);

        // When
        store.now += 60_000;
        Verdict admitted = ask(account);

        // Then
        assertThat(refused).isInstanceOf(Verdict.Refused.class);
        assertThat(admitted)
                .isInstanceOfSatisfying(
                        Verdict.Admitted.class,
                        each -> assertThat(each.standing().remaining()).isEqualTo(1));
    }

    @Test
    void aSlowCallerLeasesOneTokenAtATime() {
        // Given
        Account account = new Gateway(1, 0).account(1_000);

        // When
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            store.now += 300;
            left.add(((Verdict.Admitted) ask(account)).standing().remaining());
        }

        // Then
        assertThat(left).containsExactly(999, 998, 997, 996, 995, 994, 993, 992, 991, 990);
        assertThat(store.asked()).isEqualTo(10);
    }

    @Test
    void aBusyCallerDoesNotWait() {
        // Given
        Account account = new Gateway(1, 0).account(1_000_000);
        int waited = 0;

        // When
        for (int i = 0; i < 20_000; i++) {
            store.now = START + i / 2;
            CompletableFuture<Verdict> verdict = account.admit().toCompletableFuture();
            waited += verdict.isDone() ? 0 : 1;
            while (store.answer()) {
                assertThat(verdict).isNotNull();
            }
        }

        // Then
        assertThat(waited).isLessThan(200);
        assertThat(store.asked()).isLessThan(400);
    }

    @Property(tries = 300)
    void severalGatewaysTogetherAdmitTheLimitAndNeverMore(
            @ForAll @IntRange(min = 1, max = 300) int limit,
            @ForAll @IntRange(min = 1, max = 4) int gateways,
            @ForAll long seed) {
        // Given
        Random random = new Random(seed);
        List<Gateway> all = IntStream.range(0, gateways)
                .mapToObj(rank -> new Gateway(gateways, rank))
                .toList();
        List<Account> accounts =
                all.stream().map(gateway -> gateway.account(limit)).toList();
        List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
        store.now = START;

        // When
        while (store.now < START + 20_000) {
            store.now += random.nextInt(20);
            Account asked = accounts.get(random.nextInt(gateways));
            for (int i = random.nextInt(8); i > 0; i--) {
                verdicts.add(asked.admit().toCompletableFuture());
            }
            if (random.nextInt(3) > 0) {
                store.answer();
            }
            if (random.nextInt(10) == 0) {
                all.forEach(Gateway::sweep);
            }
        }
        while (store.answer()) {
            assertThat(store.now).isLessThan(START + 60_000);
        }

        // Then
        long admitted = verdicts.stream()
                .filter(verdict -> verdict.join() instanceof Verdict.Admitted)
                .count();
        assertThat(admitted).isEqualTo(limit);
    }

    @Property(tries = 100)
    void whileTheStoreIsAwayGatewaysAdmitNoMoreThanTheLimitTogether(
            @ForAll @IntRange(min = 1, max = 300) int limit, @ForAll @IntRange(min = 1, max = 4) int gateways) {
        // Given
        store.away = true;
        int admitted = 0;

        // When
        for (int rank = 0; rank < gateways; rank++) {
            Account account = new Gateway(gateways, rank).account(limit);
            for (int i = 0; i < 2 * limit; i++) {
                admitted += ask(account) instanceof Verdict.Admitted ? 1 : 0;
            }
        }

        // Then
        assertThat(admitted).isEqualTo(limit);
    }

    private Verdict ask(Account account) {
        CompletableFuture<Verdict> verdict = account.admit().toCompletableFuture();
        while (!verdict.isDone() && store.answer()) {
            assertThat(store.asked()).isPositive();
        }
        return verdict.join();
    }

    /** One gateway around its account, with the test's time. */
    private final class Gateway implements Surroundings {
        private final Share share;
        private final StoreClock clock = new StoreClock(() -> Instant.ofEpochMilli(store.now));
        private final OutageLedger ledger = new OutageLedger();
        private final Set<Account> holding = new HashSet<>();

        Gateway(int gateways, int rank) {
            this.share = new Share(gateways, rank);
            if (store.now == 0) {
                store.now = START;
            }
        }

        Account account(int limit) {
            return new Account(new Allowance("test", List.of(new Window("key", "minute", 60, limit)), List.of()), this);
        }

        void sweep() {
            for (Account account : List.copyOf(holding)) {
                holding.remove(account);
                if (account.sweep()) {
                    holding.add(account);
                }
            }
        }

        @Override
        public LongSupplier nanos() {
            return () -> store.now * 1_000_000;
        }

        @Override
        public StoreClock clock() {
            return clock;
        }

        @Override
        public TokenStore store() {
            return store;
        }

        @Override
        public OutageLedger ledger() {
            return ledger;
        }

        @Override
        public Share share() {
            return share;
        }

        @Override
        public boolean storeAnswers() {
            return true;
        }

        @Override
        public boolean recovering() {
            return false;
        }

        @Override
        public void storeAnswered() {}

        @Override
        public void storeFailed(Throwable reason) {}

        @Override
        public void holding(Account account) {
            holding.add(account);
        }
    }
}
