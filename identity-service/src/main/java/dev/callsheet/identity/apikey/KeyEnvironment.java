package dev.callsheet.identity.apikey;

import java.util.Locale;

/** Where a key acts: on the organization's own data, or in its sandbox. */
public enum KeyEnvironment {
    LIVE,
    TEST;

    static KeyEnvironment of(String spelling) {
        return valueOf(spelling.toUpperCase(Locale.ROOT));
    }

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
