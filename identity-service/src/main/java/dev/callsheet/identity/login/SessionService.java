package dev.callsheet.identity.login;

import dev.callsheet.identity.login.LoginGuard.Verdict;
import dev.callsheet.identity.login.LoginGuard.Verdict.Halted;
import dev.callsheet.identity.login.LoginGuard.Verdict.Passed;
import dev.callsheet.identity.login.LoginGuard.Verdict.Wrong;
import dev.callsheet.identity.login.LoginResponse.CurrentEvent;
import dev.callsheet.identity.login.LoginResponse.SignedInUser;
import dev.callsheet.identity.login.SessionStore.OpenSession;
import dev.callsheet.identity.login.SessionStore.Place;
import dev.callsheet.identity.login.SessionStore.SpentToken;
import dev.callsheet.identity.login.secondfactor.SecondFactor;
import dev.callsheet.identity.mail.EmailAddress;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens, continues and ends sessions. A session is a family of refresh tokens: each use gives a successor; the same token
 * within {@link #GRACE} gets the same one, since two tabs or a lost answer look like that; later, somebody else has it,
 * and the session ends.
 */
@ApplicationScoped
public class SessionService {

    static final Duration GRACE = Duration.ofSeconds(10);

    private final SessionStore store;
    private final PasswordHashing passwords;
    private final AccessTokens accessTokens;
    private final SessionEndingService ending;
    private final SecondFactor secondFactor;
    private final LoginGuard guard;

    SessionService(
            SessionStore store,
            PasswordHashing passwords,
            AccessTokens accessTokens,
            SessionEndingService ending,
            SecondFactor secondFactor,
            LoginGuard guard) {
        this.store = store;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.guard = guard;
        this.accessTokens = accessTokens;
        this.ending = ending;
    }

    Uni<LoginResponse> login(LoginRequest request, Client client) {
        String email = EmailAddress.Spelling.of(request.email());
        return guard.attempt(
                        email,
                        client,
                        () -> store.findAccount(email).chain(account -> authenticate(account, request)),
                        () -> new ApiException(ErrorCode.UNAUTHORIZED, "E-mail address or password is wrong."))
                .chain(account -> enter(account, request, client));
    }

    Uni<TokenResponse> refresh(String token) {
        byte[] salt = RefreshTokens.newSalt();
        return store.use(token, salt)
                .chain(session -> session.map(open -> tokens(open, RefreshTokens.successor(token, salt)))
                        .orElseGet(() -> continueSpent(token)));
    }

    /** Ends the session of the caller; for a caller without one, such as a key, it is refused. */
    Uni<Void> logout() {
        var caller = CallContext.current().requirePrincipal();
        UUID userId = caller.userId();
        if (caller.credentialType() != dev.callsheet.contracts.identity.CredentialType.USER || userId == null) {
            return Uni.createFrom()
                    .failure(new ApiException(ErrorCode.FORBIDDEN, "Only a user's session can log out; revoke a key."));
        }
        return ending.end(caller.credentialId(), SessionEndingService.LOGOUT);
    }

    /** The same answer, after the same time, whether the address or the password is wrong. */
    private Uni<Verdict<Account>> authenticate(Optional<Account> account, LoginRequest request) {
        return passwords
                .matches(request.password(), account.map(Account::passwordHash).orElse(null))
                .chain(matches -> account.filter(known -> matches && known.active())
                        .map(known -> authenticateFurther(known, request))
                        .orElseGet(() -> Uni.createFrom().item(new Wrong<>())));
    }

    /** Only whoever has the password learns what else is missing. */
    private Uni<Verdict<Account>> authenticateFurther(Account account, LoginRequest request) {
        if (!account.confirmed()) {
            return Uni.createFrom()
                    .item(new Halted<>(new ApiException(
                            ErrorCode.EMAIL_NOT_CONFIRMED,
                            "Confirm the address with the link that was mailed to it.")));
        }
        if (!account.secondFactor()) {
            return Uni.createFrom().item(new Passed<>(account));
        }
        if (request.totpCode() == null && request.recoveryCode() == null) {
            return Uni.createFrom()
                    .item(new Halted<>(new ApiException(
                            ErrorCode.SECOND_FACTOR_REQUIRED,
                            "The account has a second factor: send totp_code or recovery_code with the password.")));
        }
        return secondFactor
                .accepts(account.id(), request.totpCode(), request.recoveryCode())
                .map(right -> right ? new Passed<>(account) : new Wrong<>());
    }

    private Uni<LoginResponse> enter(Account account, LoginRequest request, Client client) {
        String refreshToken = RefreshTokens.first();
        return store.listPlaces(account.id())
                .map(places -> choose(places, request.organizationId()))
                .chain(place -> store.open(
                                account.id(), place.organizationId(), request.eventId(), refreshToken, client)
                        .map(sessionId -> new OpenSession(sessionId, account.id(), place.organizationId()))
                        .chain(session -> tokens(session, refreshToken))
                        .map(tokens -> LoginResponse.of(tokens, signedIn(account, place, request.eventId()))));
    }

    private Uni<TokenResponse> continueSpent(String token) {
        return store.findSpent(token, GRACE).chain(found -> {
            SpentToken spent = found.orElseThrow(SessionService::refused);
            Buffer salt = spent.salt();
            if (!spent.live()) {
                return Uni.createFrom().failure(refused());
            }
            if (salt == null) {
                return Uni.createFrom()
                        .failure(new ApiException(
                                ErrorCode.TOKEN_EXPIRED, "The refresh token has expired; log in again."));
            }
            return spent.justUsed()
                    ? tokens(spent.session(), RefreshTokens.successor(token, salt.getBytes()))
                    : endStolen(spent.session());
        });
    }

    private <T> Uni<T> endStolen(OpenSession session) {
        CallContext.ofOrganization(
                        session.organizationId(), CallContext.current().requestId())
                .enter();
        return ending.end(session.id(), SessionEndingService.REFRESH_TOKEN_REUSED)
                .chain(() -> Uni.createFrom().failure(refused()));
    }

    private Uni<TokenResponse> tokens(OpenSession session, String refreshToken) {
        return accessTokens
                .issue(session.userId(), session.id(), session.organizationId())
                .map(accessToken -> TokenResponse.of(accessToken, refreshToken));
    }

    private static Place choose(List<Place> places, @Nullable UUID wanted) {
        return places.stream()
                .filter(place -> wanted == null || place.organizationId().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ApiException(
                        ErrorCode.FORBIDDEN,
                        wanted == null
                                ? "The user belongs to no organization."
                                : "The user does not belong to organization " + wanted + "."));
    }

    private static SignedInUser signedIn(Account account, Place place, @Nullable UUID eventId) {
        return new SignedInUser(
                account.id(),
                account.email(),
                account.fullName(),
                place.role(),
                List.of(place.role()),
                place.organizationId(),
                place.name(),
                place.environment(),
                eventId == null ? null : new CurrentEvent(eventId));
    }

    private static ApiException refused() {
        return new ApiException(ErrorCode.UNAUTHORIZED, "The refresh token is not valid; log in again.");
    }
}
