package dev.callsheet.identity.login;

import dev.callsheet.platform.data.secret.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Where the private parts of signing keys are kept. */
final class SealedSigningKeys {

    private SealedSigningKeys() {}

    @Produces
    @Singleton
    static SealedColumn privateJwk() {
        return new SealedColumn("signing_key", List.of("kid"), "private_jwk_sealed", "'signing_key:' || kid");
    }
}
