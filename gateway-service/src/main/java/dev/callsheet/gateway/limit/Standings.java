package dev.callsheet.gateway.limit;

import org.jspecify.annotations.Nullable;

/** Which of several limits a caller is told about. */
final class Standings {

    private Standings() {}

    /** The one of which less is left; where nothing is left, the one that stays so for longer. */
    static Standing tighter(@Nullable Standing one, Standing other) {
        if (one == null) {
            return other;
        }
        if (one.remaining() != other.remaining()) {
            return one.remaining() < other.remaining() ? one : other;
        }
        boolean exhausted = one.remaining() == 0;
        return exhausted == (other.resetsAt() > one.resetsAt()) ? other : one;
    }
}
