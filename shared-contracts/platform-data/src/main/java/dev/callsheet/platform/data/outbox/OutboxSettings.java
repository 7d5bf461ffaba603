package dev.callsheet.platform.data.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How this service's events get to Kafka. */
@ConfigMapping(prefix = "callsheet.outbox")
public interface OutboxSettings {

    /** Whether this instance may relay; off in tests that look at the table. */
    @WithDefault("true")
    boolean relay();

    /** Where the events go, {@code <domain>.events}; a service without a topic publishes nothing. */
    Optional<String> topic();

    /** How long the relay sleeps when nobody wakes it: the delay of an event that another instance committed. */
    @WithDefault("1s")
    Duration poll();

    /** How many events are sent before their acknowledgements are awaited. */
    @WithDefault("500")
    int batch();

    /** How often an empty record says that the feed is alive; absent for a topic whose silence means nothing. */
    Optional<Duration> heartbeat();

    /** How long an instance that is not the relay waits before it tries to become it. */
    @WithDefault("500ms")
    Duration standby();
}
