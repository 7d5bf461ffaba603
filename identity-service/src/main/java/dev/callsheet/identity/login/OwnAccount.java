package dev.callsheet.identity.login;

import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.identity.login.LoginGuard.Verdict;
import dev.callsheet.identity.login.LoginGuard.Verdict.Passed;
import dev.callsheet.identity.login.LoginGuard.Verdict.Wrong;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The account of the user who is signed in. What changes how they sign in asks for the password or a code again, under
 * the same guard as a login: an access token that got lost must not be enough to take an account over.
 */
@ApplicationScoped
public class OwnAccount {

    private final SessionStore store;
    private final PasswordHashing passwords;
    private final LoginGuard guard;

    OwnAccount(SessionStore store, PasswordHashing passwords, LoginGuard guard) {
        this.store = store;
        this.passwords = passwords;
        this.guard = guard;
    }

    /**
     * Who is signed in.
     *
     * @throws ApiException {@code FORBIDDEN} for a caller without a session, such as a key
     */
    public UUID userId() {
        Principal caller = CallContext.current().requirePrincipal();
        UUID userId = caller.userId();
        if (caller.credentialType() != CredentialType.USER || userId == null) {
            throw new ApiException(ErrorCode.FORBIDDEN, "Only a user who is signed in can do this, not a key.");
        }
        return userId;
    }

    /** The caller's session. */
    public UUID sessionId() {
        userId();
        return CallContext.current().requirePrincipal().credentialId();
    }

    public Uni<Account> get() {
        UUID userId = userId();
        return store.findAccount(userId).map(found -> found.orElseThrow(() -> ApiException.notFound("user", userId)));
    }

    /**
     * The account, if the password is right.
     *
     * @throws ApiException {@code FORBIDDEN}, or {@code RATE_LIMIT_EXCEEDED} after too many failures, as the Uni's failure
     */
    public Uni<Account> verify(String password, Client client) {
        return get().chain(account -> guard.attempt(
                account.email(),
                client,
                () -> passwords
                        .matches(password, account.passwordHash())
                        .map(matches -> matches ? new Passed<>(account) : new Wrong<Account>()),
                () -> new ApiException(ErrorCode.FORBIDDEN, "The password is wrong.")));
    }

    /**
     * Succeeds when the code that is tried is right.
     *
     * @throws ApiException {@code FORBIDDEN}, or {@code RATE_LIMIT_EXCEEDED} after too many failures, as the Uni's failure
     */
    public Uni<Void> attempt(Client client, Supplier<Uni<Boolean>> code) {
        return get().chain(account -> guard.attempt(
                        account.email(),
                        client,
                        () -> code.get().map(OwnAccount::verdict),
                        () -> new ApiException(ErrorCode.FORBIDDEN, "The code is wrong, or has been used.")))
                .replaceWithVoid();
    }

    private static Verdict<Boolean> verdict(boolean right) {
        return right ? new Passed<>(true) : new Wrong<>();
    }
}
