package dev.callsheet.platform.data.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the platform's own rows are kept. */
@ConfigMapping(prefix = "callsheet.retention")
public interface RetentionSettings {

    /** How often old rows are looked for; zero switches that off. */
    @WithDefault("10m")
    Duration every();

    /** How long the answer to an idempotency key is kept after its 24 hours. */
    @WithDefault("1h")
    Duration idempotency();

    /** How long it is remembered that an event has been handled: longer than the broker may deliver it again. */
    @WithDefault("30d")
    Duration inbox();
}
