package dev.callsheet.identity.login.secondfactor;

import dev.callsheet.platform.data.secret.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Where the secrets of second factors are kept. */
final class SealedTotpSecrets {

    private SealedTotpSecrets() {}

    @Produces
    @Singleton
    static SealedColumn totpSecret() {
        return new SealedColumn("user_totp", List.of("user_id"), "secret_sealed", "'user_totp:' || user_id");
    }
}
