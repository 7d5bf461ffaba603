package dev.callsheet.bench.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a subject must hold.
 *
 * @param ofNginx its CPU a request, as a multiple of nginx's at most
 * @param addedMillis what it adds to the upstream's median latency, less than that
 */
record Bars(double ofNginx, double addedMillis) {

    /** What is missed, in words; a figure that is none, as when nothing was measured, holds no bar. */
    List<String> missed(double ratio, double added) {
        List<String> missed = new ArrayList<>();
        if (!(ratio > 0 && ratio <= ofNginx)) {
            missed.add(String.format(Locale.ROOT, "takes %.3f of nginx's CPU [%.1f]", ratio, ofNginx));
        }
        if (!(added < addedMillis)) {
            missed.add(String.format(Locale.ROOT, "adds %.3f ms [%.1f]", added, addedMillis));
        }
        return missed;
    }
}
