package dev.callsheet.gateway.authentication;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How well this gateway hears the revocation feed. One silent partition is enough to miss a revocation, so the feed
 * counts as heard only while each of them is.
 *
 * <p>The broker is another matter: it can answer while identity, whose relay sends the heartbeats, is down. Then nobody
 * can revoke anything either, and what had been published was read.
 */
public final class FeedState {

    private static final long NEVER = Long.MIN_VALUE;

    private final InstantSource clock;
    private final long silenceMillis;
    private final Map<Integer, Long> lastHeartbeat = new HashMap<>();
    private Set<Integer> partitions = Set.of();
    private long lastBrokerContact = NEVER;

    public FeedState(InstantSource clock, Duration silence) {
        this.clock = clock;
        this.silenceMillis = silence.toMillis();
    }

    /** The feed is read from these partitions now; one that was not known before has not been heard yet. */
    public synchronized void reading(Set<Integer> current) {
        partitions = Set.copyOf(current);
        lastHeartbeat.keySet().retainAll(partitions);
    }

    /** A heartbeat came from the partition, and nothing that was published before it is unread. */
    public synchronized void heartbeat(int partition) {
        lastHeartbeat.put(partition, clock.millis());
        lastBrokerContact = clock.millis();
    }

    /** The broker answered for every partition, and nothing that it had was unread. */
    public synchronized void brokerAnswered() {
        lastBrokerContact = clock.millis();
    }

    /** Whether each partition had a heartbeat recently. */
    public synchronized boolean heard() {
        long since = clock.millis() - silenceMillis;
        for (int partition : partitions) {
            if (lastHeartbeat.getOrDefault(partition, NEVER) < since) {
                return false;
            }
        }
        return !partitions.isEmpty();
    }

    /** Whether the broker answered recently, with or without news from identity. */
    public synchronized boolean brokerHeard() {
        return lastBrokerContact >= clock.millis() - silenceMillis;
    }
}
