package dev.callsheet.contracts;

import java.util.Locale;

/** The departments that crews, equipment and jobs belong to (Sector Pro 5). */
public enum Department {
    SOUND,
    LIGHTS,
    VIDEO;

    /** As the API and the events spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
