package dev.callsheet.identity.login.secondfactor;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.identity.login.secondfactor.SecondFactorStore.Enrollment;
import dev.callsheet.platform.data.secret.SecretBox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks codes. A code, of either kind, works once. */
@ApplicationScoped
public class SecondFactor {

    private final SecondFactorStore store;
    private final SecretBox secrets;

    SecondFactor(SecondFactorStore store, SecretBox secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /** Whether either code is right; it is used up by that. */
    public Uni<Boolean> accepts(UUID userId, @Nullable String totpCode, @Nullable String recoveryCode) {
        if (totpCode != null) {
            return store.find(userId)
                    .chain(found -> found.filter(Enrollment::confirmed)
                            .map(enrollment -> useStep(userId, stepOf(userId, enrollment, totpCode)))
                            .orElseGet(() -> Uni.createFrom().item(false)));
        }
        return recoveryCode == null
                ? Uni.createFrom().item(false)
                : store.useCode(userId, recoveryHash(userId, recoveryCode));
    }

    OptionalLong stepOf(UUID userId, Enrollment enrollment, String code) {
        return new TotpSecret(secrets.open(enrollment.secretSealed(), context(userId))).stepOf(code, Instant.now());
    }

    String seal(UUID userId, TotpSecret secret) {
        return secrets.seal(secret.base32(), context(userId));
    }

    /** Dashes and case are for reading only. */
    static String recoveryHash(UUID userId, String code) {
        return ApiKeyFormat.hash(userId + ":" + code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
    }

    private Uni<Boolean> useStep(UUID userId, OptionalLong step) {
        return step.isPresent()
                ? store.useStep(userId, step.getAsLong())
                : Uni.createFrom().item(false);
    }

    private static String context(UUID userId) {
        return "user_totp:" + userId;
    }
}
