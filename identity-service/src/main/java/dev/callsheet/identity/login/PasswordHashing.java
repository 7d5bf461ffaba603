package dev.callsheet.identity.login;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.callsheet.platform.web.error.ApiException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id with 19 MiB, 2 passes and 1 lane, off the event loop and at most two at once: a flood of logins waits here,
 * and beyond a short queue is told to come back, while everything else is served.
 */
@ApplicationScoped
public class PasswordHashing {

    private static final int THREADS = 2;
    /** About two seconds of work; whoever waited longer has given up. */
    private static final int QUEUE = 64;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

    /** Checked for an unknown address, so that it takes as long as a known one. */
    private static final String NOBODYS_HASH = hashNow("nobody has this password");

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("password-", 0).daemon().factory());

    private final Counter computed;

    /** Counts what it computes as {@code callsheet.passwords.hashed}: its rate says how near the queue is to its end. */
    public PasswordHashing(MeterRegistry metrics) {
        computed = metrics.counter("callsheet.passwords.hashed");
        threads.allowCoreThreadTimeOut(true);
    }

    public Uni<String> hash(String password) {
        return compute(() -> hashNow(password));
    }

    /** Whether the password is the one that was hashed; without a hash the answer is no, in the same time. */
    public Uni<Boolean> matches(String password, @Nullable String hash) {
        return compute(() -> {
            boolean same =
                    Password.check(password, hash == null ? NOBODYS_HASH : hash).with(ARGON2);
            return same && hash != null;
        });
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** Comes back on the caller's context, where its call and its database sessions live. */
    private <T> Uni<T> compute(Supplier<T> work) {
        long asked = System.nanoTime();
        Context context = Vertx.currentContext();
        Executor back = context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
        return Uni.createFrom()
                .item(() -> {
                    refuseStale(asked);
                    return work.get();
                })
                .invoke(() -> computed.increment())
                .runSubscriptionOn(threads)
                .emitOn(back)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> busy());
    }

    /** On a machine that is busy with other things the queue is longer than its number says. */
    private static void refuseStale(long asked) {
        if (System.nanoTime() - asked > LONGEST_WAIT.toNanos()) {
            throw busy();
        }
    }

    private static ApiException busy() {
        return ApiException.unavailable("Too many people are signing in at this moment.", Duration.ofSeconds(2));
    }

    private static String hashNow(String password) {
        return Password.hash(password).addRandomSalt(16).with(ARGON2).getResult();
    }
}
