package dev.callsheet.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How deliveries are made. The defaults are what Sector Pro 8.2 and the product's decisions say. */
@ConfigMapping(prefix = "callsheet.webhooks")
public interface WebhookSettings {

    /** Private networks that receivers may be in, in CIDR notation; public addresses need no entry. */
    @WithName("allowed.networks")
    Optional<List<String>> allowedNetworks();

    /** Pauses before the retries of a subscription that chose no policy. */
    @WithDefault("1m,5m,30m")
    List<Duration> retries();

    /** How long one attempt may take in all. */
    @WithDefault("10s")
    Duration timeout();

    /** How long a claimed delivery belongs to its worker. Longer than an attempt and its record together. */
    @WithDefault("30s")
    Duration lease();

    /** How long an event waits for an earlier one of its aggregate that keeps failing. */
    @WithDefault("10m")
    Duration patience();

    /** Deliveries under way at once, over all endpoints. */
    @WithDefault("512")
    int concurrency();

    /** Deliveries under way at once to one endpoint. */
    @WithName("concurrency-per-endpoint")
    @WithDefault("32")
    int concurrencyPerEndpoint();

    /** How often the queue is looked at when nothing wakes the worker: for what another replica left. */
    @WithName("poll-interval")
    @WithDefault("5s")
    Duration pollInterval();

    /** Deliveries that fail in a row before an endpoint is disabled. */
    @WithName("failures-until-disabled")
    @WithDefault("10")
    int failuresUntilDisabled();

    /** How long an endpoint must have been without a success before it is disabled. */
    @WithName("silence-until-disabled")
    @WithDefault("24h")
    Duration silenceUntilDisabled();

    /** How long finished deliveries are kept for the log and for a replay. */
    @WithDefault("30d")
    Duration retention();
}
