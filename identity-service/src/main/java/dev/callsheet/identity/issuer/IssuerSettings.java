package dev.callsheet.identity.issuer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the keys of outside issuers are fetched. */
@ConfigMapping(prefix = "callsheet.issuers")
interface IssuerSettings {

    /** Private networks that issuers may be in, in CIDR notation; public addresses need no entry. */
    @WithName("allowed.networks")
    Optional<List<String>> allowedNetworks();

    /** How old an issuer's keys may be before they are fetched again, behind the request. */
    @WithDefault("10m")
    Duration keysFresh();

    /** How long keys are used while their issuer does not answer. */
    @WithDefault("24h")
    Duration keysKept();

    /** The least time between two fetches from one issuer, whatever tokens come in. */
    @WithDefault("10s")
    Duration betweenFetches();

    /** How long a fetch may take in all. */
    @WithDefault("5s")
    Duration timeout();

    /** How long a request waits for keys that nobody has fetched yet; the gateway waits no longer than 2 s. */
    @WithDefault("1500ms")
    Duration patience();
}
