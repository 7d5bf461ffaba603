package dev.callsheet.gateway.ban;

import com.github.benmanes.caffeine.cache.Cache;
import dev.callsheet.gateway.presence.Presence;
import dev.callsheet.platform.web.cache.Caches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts what addresses do wrong and shuts out those that do too much of it: here at once, at the other gateways as soon
 * as they have read of it. Each gateway counts for itself. However many addresses there are, the memory of them is bounded;
 * one that is forgotten starts again from nothing.
 */
public final class AddressBans {

    /** What is counted. */
    public enum Offence {
        /** A credential that nobody has. */
        UNKNOWN_CREDENTIAL(100, "unknown credentials"),
        /** A request that a limit refused. */
        REFUSED_BY_LIMIT(1_000, "requests beyond a limit");

        private final int tolerated;
        private final String text;

        Offence(int tolerated, String text) {
            this.tolerated = tolerated;
            this.text = text;
        }
    }

    private static final Logger LOG = Logger.getLogger(AddressBans.class);
    private static final int CAPACITY = 50_000;
    private static final Duration COUNTED = Duration.ofMinutes(2);

    private final BanRecord record;
    private final InstantSource clock;
    private final Cache<Culprit, Offences> offences;
    private final Cache<Network, Ban> bans;
    private final LongAdder made = new LongAdder();
    private final LongAdder refused = new LongAdder();

    AddressBans(BanRecord record, InstantSource clock) {
        this.record = record;
        this.clock = clock;
        this.offences = Caches.ofAtMost(CAPACITY).expireAfterAccess(COUNTED).build();
        this.bans = Caches.ofAtMost(CAPACITY)
                .expireAfterWrite(Duration.ofMinutes(30).plus(Ban.MEMORY))
                .build();
    }

    public static AddressBans in(DatabaseBanRecord record, InstantSource clock) {
        return new AddressBans(record, clock);
    }

    /** Whether no ban at all is remembered, as is the case nearly always. */
    public boolean areNone() {
        return bans.asMap().isEmpty();
    }

    /** For how long the network is shut out yet; null when it is not. */
    public @Nullable Duration remaining(Network network) {
        Ban ban = bans.getIfPresent(network);
        Instant now = clock.instant();
        if (ban == null || !ban.holds(now)) {
            return null;
        }
        refused.increment();
        return Duration.between(now, ban.until());
    }

    /** Counts an offence, which may be the one too many. */
    public void offended(Network network, Offence offence) {
        int count =
                offences.get(new Culprit(network, offence), _ -> new Offences()).add(clock.millis());
        if (count >= offence.tolerated) {
            offences.invalidate(new Culprit(network, offence));
            ban(network, offence);
        }
    }

    /** Another gateway may have banned somebody. */
    public void heard(Presence.Heard heard) {
        Duration ahead = Duration.between(clock.instant(), heard.now().toInstant());
        heard.bans().forEach(each -> {
            Instant until = each.until().toInstant().minus(ahead);
            extend(Network.parse(each.address()), new Ban(each.level(), until));
        });
    }

    /** Bans made here, and requests that were refused because of one. */
    public LongAdder made() {
        return made;
    }

    public LongAdder refused() {
        return refused;
    }

    /** How many networks are remembered, offenders and banned ones. */
    long size() {
        return offences.estimatedSize() + bans.estimatedSize();
    }

    private void ban(Network network, Offence offence) {
        Instant now = clock.instant();
        Ban last = bans.getIfPresent(network);
        if (last != null && last.holds(now)) {
            return;
        }
        Ban ban = Ban.after(last, now);
        bans.put(network, ban);
        made.increment();
        LOG.warnf(
                "%s is shut out until %s: %d %s within a minute",
                network, ban.until(), offence.tolerated, offence.text);
        record.ban(network).whenComplete((agreed, failure) -> {
            if (agreed != null) {
                extend(network, agreed);
            } else {
                LOG.debugf("The other gateways do not know of the ban of %s: %s", network, failure);
            }
        });
    }

    private void extend(Network network, Ban ban) {
        bans.asMap().merge(network, ban, (mine, theirs) -> theirs.until().isAfter(mine.until()) ? theirs : mine);
    }

    private record Culprit(Network network, Offence offence) {}
}
