package dev.callsheet.identity.login.secondfactor;

import dev.callsheet.identity.login.Account;
import dev.callsheet.identity.login.Client;
import dev.callsheet.identity.login.OwnAccount;
import dev.callsheet.identity.login.secondfactor.SecondFactorStore.Enrollment;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** Adds a second factor to an account and takes it away; each step asks for the password or a code. */
@ApplicationScoped
public class SecondFactorService {

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final SecondFactorStore store;
    private final SecondFactor factor;
    private final OwnAccount own;
    private final SecureRandom random = new SecureRandom();

    SecondFactorService(SecondFactorStore store, SecondFactor factor, OwnAccount own) {
        this.store = store;
        this.factor = factor;
        this.own = own;
    }

    Uni<SecondFactorResponse> show() {
        return store.find(own.userId())
                .map(found -> found.filter(Enrollment::confirmed)
                        .map(enrollment -> new SecondFactorResponse(true, enrollment.codesLeft()))
                        .orElseGet(() -> new SecondFactorResponse(false, 0)));
    }

    /** A new secret, which counts once a code of it has been shown. */
    Uni<EnrollmentResponse> enroll(String password, Client client) {
        TotpSecret secret = TotpSecret.create();
        return own.verify(password, client)
                .call(account -> store.enroll(account.id(), factor.seal(account.id(), secret))
                        .invoke(SecondFactorService::requireNoneYet))
                .map(account -> new EnrollmentResponse(secret.base32(), secret.uri(account.email())));
    }

    Uni<RecoveryCodesResponse> confirm(String code, Client client) {
        UUID userId = own.userId();
        List<String> codes = newCodes();
        return own.attempt(
                        client,
                        () -> store.find(userId)
                                .map(found -> found.orElseThrow(SecondFactorService::notEnrolled))
                                .chain(enrollment -> confirm(userId, factor.stepOf(userId, enrollment, code), codes)))
                .replaceWith(new RecoveryCodesResponse(codes));
    }

    Uni<RecoveryCodesResponse> renewCodes(String code, Client client) {
        UUID userId = own.userId();
        List<String> codes = newCodes();
        return own.attempt(client, () -> factor.accepts(userId, code, null))
                .chain(() -> store.replaceCodes(userId, hashes(userId, codes)))
                .replaceWith(new RecoveryCodesResponse(codes));
    }

    /** Takes the second factor away, by the password and a code of either kind. */
    Uni<SecondFactorResponse> disable(DisableRequest request, Client client) {
        return own.verify(request.password(), client)
                .call(account -> own.attempt(
                        client, () -> factor.accepts(account.id(), request.totpCode(), request.recoveryCode())))
                .map(Account::id)
                .chain(store::remove)
                .replaceWith(new SecondFactorResponse(false, 0));
    }

    private Uni<Boolean> confirm(UUID userId, OptionalLong step, List<String> codes) {
        return step.isPresent()
                ? store.confirm(userId, step.getAsLong(), hashes(userId, codes))
                        .invoke(SecondFactorService::requireNoneYet)
                : Uni.createFrom().item(false);
    }

    private List<String> newCodes() {
        return Stream.generate(this::newCode).limit(RECOVERY_CODES).toList();
    }

    private String newCode() {
        byte[] bytes = new byte[RECOVERY_BYTES];
        random.nextBytes(bytes);
        return Base32.encode(bytes).replaceAll("(.{4})(?=.)", "$1-");
    }

    private static List<String> hashes(UUID userId, List<String> codes) {
        return codes.stream()
                .map(code -> SecondFactor.recoveryHash(userId, code))
                .toList();
    }

    private static void requireNoneYet(boolean done) {
        if (!done) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "The account has a second factor: disable it before another is set up.");
        }
    }

    private static ApiException notEnrolled() {
        return new ApiException(ErrorCode.UNPROCESSABLE, "No second factor is being set up: begin with its secret.");
    }
}
