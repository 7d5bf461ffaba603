package dev.callsheet.system.failure;

import java.time.Duration;

/** How long a part stays away: as long as Callsheet promises to bear it in a full run, a moment in an ordinary one. */
final class Outage {

    private Outage() {}

    static Duration duration() {
        return Duration.ofSeconds(Boolean.getBoolean("callsheet.test.full") ? 30 : 8);
    }
}
