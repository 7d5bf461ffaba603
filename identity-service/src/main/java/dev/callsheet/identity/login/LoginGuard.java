package dev.callsheet.identity.login;

import dev.callsheet.identity.login.LoginGuard.Verdict.Halted;
import dev.callsheet.identity.login.LoginGuard.Verdict.Passed;
import dev.callsheet.identity.login.LoginGuard.Verdict.Wrong;
import dev.callsheet.identity.throttle.Throttle;
import dev.callsheet.identity.throttle.Throttle.Subject;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets nobody guess passwords or codes. Five failures within a minute lock an account, known or not, and so many lock a
 * client's address; each further failure doubles the lock. While it lasts nothing is checked, so that a right password
 * does not show; and a lock that came about while a password was being checked counts too, for right and wrong ones
 * alike, or a burst of guesses would be answered before the first of them was counted.
 */
@ApplicationScoped
public class LoginGuard {

    private static final int MOST_PER_ACCOUNT = 5;
    private static final String ALL_LIMITS = "all";

    private final Throttle throttle;
    private final int mostPerAddress;
    private final boolean addressesAreLimited;

    LoginGuard(
            Throttle throttle,
            @ConfigProperty(name = "callsheet.login.failures-per-address", defaultValue = "30") int mostPerAddress,
            @ConfigProperty(name = "callsheet.limits", defaultValue = ALL_LIMITS) String limits) {
        this.throttle = throttle;
        this.mostPerAddress = mostPerAddress;
        this.addressesAreLimited = limits.equals(ALL_LIMITS);
    }

    /**
     * Makes an attempt, unless there have been too many.
     *
     * @param email in its stored spelling, of a known account or not
     * @param refusal what a wrong attempt is answered with
     * @throws ApiException {@code RATE_LIMIT_EXCEEDED} as the Uni's failure while the account or the address is locked
     */
    public <T> Uni<T> attempt(
            String email, Client client, Supplier<Uni<Verdict<T>>> attempt, Supplier<ApiException> refusal) {
        Subject account = new Subject("account", email, MOST_PER_ACCOUNT);
        List<Subject> subjects = addressesAreLimited
                ? List.of(account, new Subject("address", client.address(), mostPerAddress))
                : List.of(account);
        return refuseLocked(subjects).chain(attempt::get).chain(verdict -> switch (verdict) {
            case Passed<T>(T value) ->
                refuseLocked(List.of(account))
                        .chain(() -> throttle.forgive(account))
                        .replaceWith(value);
            case Halted<T>(ApiException reason) ->
                refuseLocked(List.of(account)).chain(() -> Uni.createFrom().<T>failure(reason));
            case Wrong<T> wrong ->
                refuseLocked(List.of(account))
                        .chain(() -> count(subjects))
                        .chain(() -> Uni.createFrom().<T>failure(refusal.get()));
        });
    }

    /** Forgets the failures of an account whose owner has shown who they are by other means. */
    public Uni<Void> unlock(String email) {
        return throttle.forgive(new Subject("account", email, MOST_PER_ACCOUNT));
    }

    private Uni<Void> refuseLocked(List<Subject> subjects) {
        return throttle.lockOf(subjects)
                .invoke(lock -> lock.ifPresent(LoginGuard::refuse))
                .replaceWithVoid();
    }

    private Uni<Void> count(List<Subject> subjects) {
        return Uni.join()
                .all(subjects.stream().map(throttle::failed).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private static void refuse(Duration lock) {
        throw new ApiException(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many failed attempts: wait before the next one.")
                .withRetryAfter(lock);
    }

    /** How an attempt ended. */
    public sealed interface Verdict<T> {
        /** It was right. */
        record Passed<T>(T value) implements Verdict<T> {}

        /** It was right so far, and something else is missing. */
        record Halted<T>(ApiException reason) implements Verdict<T> {}

        /** It was wrong. */
        record Wrong<T>() implements Verdict<T> {}
    }
}
