package dev.callsheet.platform.data.retention;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What every service with a database keeps for a while only. */
@Dependent
class PlatformRetention {

    @Produces
    @Singleton
    Swept idempotencyRecords(RetentionSettings settings) {
        return new Swept("idempotency_record", "idempotency_record", "expires_at < $1", settings.idempotency());
    }

    @Produces
    @Singleton
    Swept inbox(RetentionSettings settings) {
        return new Swept("inbox", "inbox", "received_at < $1", settings.inbox());
    }
}
