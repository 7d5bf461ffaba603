package dev.callsheet.webhook.subscription;

import dev.callsheet.platform.data.secret.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Where the secrets of subscriptions are kept. */
final class SealedSecrets {

    private SealedSecrets() {}

    @Produces
    @Singleton
    static SealedColumn secret() {
        return of("secret");
    }

    @Produces
    @Singleton
    static SealedColumn previousSecret() {
        return of("previous_secret");
    }

    @Produces
    @Singleton
    static SealedColumn authHeader() {
        return of("auth_header");
    }

    private static SealedColumn of(String column) {
        return new SealedColumn("webhook", List.of("organization_id", "id"), column, "'webhook:' || id");
    }
}
