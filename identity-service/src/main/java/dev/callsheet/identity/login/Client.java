package dev.callsheet.identity.login;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as far as it can be believed.
 *
 * @param address as the gateway saw it
 * @param userAgent what the client calls itself, shortened
 */
public record Client(String address, @Nullable String userAgent) {}
