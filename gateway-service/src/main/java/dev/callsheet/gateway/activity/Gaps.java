package dev.callsheet.gateway.activity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the log could not keep, counted by organization, until it can be written down as a gap. */
final class Gaps {

    private static final int MOST_ORGANIZATIONS = 10_000;

    private final Map<@Nullable UUID, Gap> byOrganization = new HashMap<>();

    /**
     * Requests that were not kept.
     *
     * @param organizationId null for those without one, and for what was lost when there were too many to tell apart
     */
    record Gap(@Nullable UUID organizationId, Instant from, Instant until, int requests) {
        Gap and(Gap other) {
            return new Gap(
                    organizationId,
                    from.isBefore(other.from) ? from : other.from,
                    until.isAfter(other.until) ? until : other.until,
                    Math.addExact(requests, other.requests));
        }
    }

    synchronized void count(@Nullable UUID organization, Instant at) {
        boolean known = byOrganization.size() < MOST_ORGANIZATIONS || byOrganization.containsKey(organization);
        UUID counted = known ? organization : null;
        byOrganization.merge(counted, new Gap(counted, at, at, 1), Gap::and);
    }

    /** Takes all of them out, to be written. */
    synchronized List<Gap> take() {
        List<Gap> taken = List.copyOf(byOrganization.values());
        byOrganization.clear();
        return taken;
    }

    /** Puts back what could not be written. */
    synchronized void putBack(List<Gap> gaps) {
        gaps.forEach(gap -> byOrganization.merge(gap.organizationId(), gap, Gap::and));
    }

    synchronized boolean isEmpty() {
        return byOrganization.isEmpty();
    }
}
