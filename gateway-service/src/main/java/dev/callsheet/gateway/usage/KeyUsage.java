package dev.callsheet.gateway.usage;

import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The requests of each key since they were last taken. One entry a key, however long nobody takes them. */
public final class KeyUsage {

    private final InstantSource clock;
    private final int mostKeys;
    private final ConcurrentHashMap<UUID, Use> uses = new ConcurrentHashMap<>();
    private final LongAdder uncounted = new LongAdder();

    /** @param mostKeys how many keys are counted at a time; requests of further ones are only counted as uncounted */
    public KeyUsage(InstantSource clock, int mostKeys) {
        this.clock = clock;
        this.mostKeys = mostKeys;
    }

    /** Counts a request; one of a user's session is nobody's. */
    public void count(Principal caller, String address) {
        if (caller.credentialType() != CredentialType.API_KEY
                && caller.credentialType() != CredentialType.SERVICE_ACCOUNT) {
            return;
        }
        UUID key = caller.credentialId();
        if (uses.size() >= mostKeys && !uses.containsKey(key)) {
            uncounted.increment();
            return;
        }
        Instant now = clock.instant();
        uses.compute(key, (id, use) -> new Use(id, use == null ? 1 : use.requests + 1, now, address));
    }

    /** Takes the use of so many keys at most; a request that comes meanwhile is in this batch or in the next. */
    List<Use> take(int most) {
        List<Use> taken = new ArrayList<>();
        for (UUID key : uses.keySet()) {
            if (taken.size() == most) {
                break;
            }
            Use use = uses.remove(key);
            if (use != null) {
                taken.add(use);
            }
        }
        return taken;
    }

    /** The requests that were not counted for want of room. */
    public LongAdder uncounted() {
        return uncounted;
    }

    /** What a key was used for. */
    record Use(UUID key, long requests, Instant lastUsedAt, String lastUsedIp) {}
}
