package dev.callsheet.gateway.proxy;

import dev.callsheet.gateway.client.Client;
import dev.callsheet.gateway.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a service, and for whom.
 *
 * @param path the path and query to ask for, as the client wrote it
 * @param internalToken speaks for the caller; null on a path that needs none
 */
public record Errand(
        Client client,
        Route route,
        Upstream upstream,
        String path,
        String requestId,
        @Nullable CharSequence internalToken) {}
