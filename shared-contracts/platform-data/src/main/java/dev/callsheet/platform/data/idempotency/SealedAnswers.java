package dev.callsheet.platform.data.idempotency;

import dev.callsheet.platform.data.secret.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Where answers that hold a secret are kept. */
final class SealedAnswers {

    private SealedAnswers() {}

    @Produces
    @Singleton
    static SealedColumn body() {
        return new SealedColumn(
                "idempotency_record",
                List.of("organization_id", "credential_id", "key"),
                "body",
                "'idempotency:' || credential_id || ':' || key",
                "sealed");
    }
}
