package dev.callsheet.gateway.limit;

import dev.callsheet.gateway.limit.Allowance.Window;
import java.util.List;

/**
 * How all limits of a caller stand.
 *
 * @param used of each window
 * @param ends when each window ends, in milliseconds since 1970
 * @param tightest the one that the headers report
 */
record Status(Allowance allowance, List<Integer> used, List<Long> ends, Standing tightest) {

    Window window(int index) {
        return allowance.windows().get(index);
    }
}
