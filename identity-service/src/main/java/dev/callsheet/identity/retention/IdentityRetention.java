package dev.callsheet.identity.retention;

import dev.callsheet.platform.data.retention.Swept;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Rows by what they were for. */
@Dependent
class IdentityRetention {

    /** What nobody can use any more stays for a day, for whoever asks why it did not work. */
    private static final Duration A_DAY = Duration.ofDays(1);

    /** A refresh token lives for 30 days, and its session no longer than the last of them. */
    private static final Duration UNUSED = Duration.ofDays(31);

    @Produces
    @Singleton
    Swept endedSessions(@ConfigProperty(name = "callsheet.retention.sessions", defaultValue = "90d") Duration kept) {
        return new Swept("session", "user_session", "ended_at < $1", kept);
    }

    @Produces
    @Singleton
    Swept unusedSessions() {
        return new Swept("session", "user_session", "ended_at is null and last_seen_at < $1", UNUSED);
    }

    @Produces
    @Singleton
    Swept refreshTokens() {
        return new Swept("refresh_token", "refresh_token", "expires_at < $1", A_DAY);
    }

    @Produces
    @Singleton
    Swept registrations() {
        return new Swept("registration", "registration", "expires_at < $1", A_DAY);
    }

    @Produces
    @Singleton
    Swept mailTokens() {
        return new Swept("mail_token", "mail_token", "expires_at < $1", A_DAY);
    }

    @Produces
    @Singleton
    Swept throttles() {
        return new Swept("throttle", "throttle", "last_at < $1", A_DAY);
    }
}
