package dev.callsheet.identity.apikey;

import java.util.Locale;

/** Where a key acts: on the organization's own data, or in its sandbox. */
public enum KeyEnvironment {
    LIVE,
    TEST;

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
