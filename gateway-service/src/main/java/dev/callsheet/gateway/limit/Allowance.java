package dev.callsheet.gateway.limit;

import io.vertx.core.http.HttpHeaders;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that one kind of request of one caller is held to. Its windows and bursts are in the one order in which all
 * gateways lock them.
 *
 * @param tier the tier that the caller is told
 */
record Allowance(String tier, List<Window> windows, List<Burst> bursts) {

    Allowance {
        windows = windows.stream()
                .sorted(Comparator.comparing(Window::subject).thenComparingInt(Window::seconds))
                .toList();
        bursts = bursts.stream().sorted(Comparator.comparing(Burst::subject)).toList();
    }

    /**
     * Requests in a calendar window of UTC.
     *
     * @param subject who shares the number
     * @param name what the caller is told the window is called
     * @param seconds its length; windows of one length begin at multiples of it since 1970
     */
    record Window(String subject, String name, int seconds, int limit) {}

    /**
     * Requests in any one second, wherever it begins.
     *
     * @param subject who shares the number
     * @param name what the caller is told the burst is called
     */
    record Burst(String subject, String name, int limit) {}

    /** The value of {@code RateLimit-Policy}, the same on every answer and therefore encoded once. */
    CharSequence policies() {
        return HttpHeaders.createOptimized(Stream.concat(
                        windows.stream().map(each -> policy(each.name, each.limit, each.seconds)),
                        bursts.stream().map(each -> policy(each.name, each.limit, 1)))
                .collect(Collectors.joining(", ")));
    }

    private static String policy(String name, int quota, int seconds) {
        return "\"" + name + "\";q=" + quota + ";w=" + seconds;
    }
}
