package dev.callsheet.webhook.delivery;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * How much room is left for attempts: in all, and for each endpoint, so that one that is slow holds up no other. An
 * attempt takes its room when it is claimed and gives it back when its result is stored.
 */
final class Lanes {

    private final int inAll;
    private final int perEndpoint;
    private final Map<UUID, Integer> taken = new HashMap<>();
    private int total;

    Lanes(int inAll, int perEndpoint) {
        this.inAll = inAll;
        this.perEndpoint = perEndpoint;
    }

    /**
     * Room for the endpoints that are due, in their order. When there is not enough for all of them, each gets at least
     * one as long as it lasts.
     */
    synchronized SequencedMap<UUID, Integer> roomFor(List<UUID> endpoints) {
        SequencedMap<UUID, Integer> room = new LinkedHashMap<>();
        int left = inAll - total;
        int share = Math.max(1, endpoints.isEmpty() ? 0 : left / endpoints.size());
        for (UUID endpoint : endpoints) {
            int free = Math.min(perEndpoint - taken.getOrDefault(endpoint, 0), Math.min(share, left));
            if (free > 0) {
                room.put(endpoint, free);
                left -= free;
            }
        }
        return room;
    }

    synchronized void take(UUID endpoint) {
        taken.merge(endpoint, 1, Integer::sum);
        total++;
    }

    synchronized void release(UUID endpoint) {
        taken.computeIfPresent(endpoint, (id, count) -> count == 1 ? null : count - 1);
        total--;
    }

    synchronized int taken() {
        return total;
    }
}
