package dev.callsheet.system.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a role got from a route.
 *
 * @param own the status for what is the user's own, or for a request that concerns nobody in particular
 * @param others the status for what is a colleague's; null where the route makes no difference
 * @param foreign the status for what another organization has; null where the route names no resource
 */
record Verdict(int own, @Nullable Integer others, @Nullable Integer foreign) {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> ADMITTED = Set.of(400, 409, 422);

    /** The word for a cell of the table; whatever is not one of the usual outcomes is spelled out. */
    String word() {
        boolean strangersSeeNothing = foreign == null || foreign == NOT_FOUND || foreign == FORBIDDEN;
        if (own == FORBIDDEN && strangersSeeNothing && (others == null || others == FORBIDDEN)) {
            return "-";
        }
        if (isAdmitted(own) && strangersSeeNothing && (others == null || isAdmitted(others))) {
            return "all";
        }
        if (isAdmitted(own) && strangersSeeNothing && others != null && !isAdmitted(others)) {
            return "own";
        }
        return "own %d%s%s"
                .formatted(
                        own,
                        others == null ? "" : ", other's " + others,
                        foreign == null ? "" : ", foreign " + foreign);
    }

    /** What is wrong with the request itself, or with the resource for it, shows after who asks. */
    private static boolean isAdmitted(int status) {
        return status < 400 || ADMITTED.contains(status);
    }
}
