package dev.callsheet.gateway.limit;

/** Whom the gateway limits: {@code CALLSHEET_LIMITS}. */
public enum LimitMode {
    /** Everybody: keys, users, addresses and classes of endpoints; and it bans. */
    ALL,
    /** Keys that were created with a tier, and nobody else. */
    KEYS
}
