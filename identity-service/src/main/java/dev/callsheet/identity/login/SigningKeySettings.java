package dev.callsheet.identity.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the keys that sign access tokens change. */
@ConfigMapping(prefix = "callsheet.signing-keys")
interface SigningKeySettings {

    /** How long a key signs before the next one takes over. */
    @WithDefault("90d")
    Duration maximumAge();

    /** How long others may keep the published key set ({@code Cache-Control} of the JWKS). */
    @WithDefault("5m")
    Duration publishedFor();

    /** How long a key is published before it signs; longer than {@link #publishedFor}, or readers would not know it yet. */
    @WithDefault("10m")
    Duration publishedAhead();

    /** How often one of the instances looks whether a key is due. */
    @WithDefault("1m")
    Duration checkEvery();

    /**
     * Fails where a key would sign before everybody who keeps the published set can know it.
     *
     * @throws IllegalArgumentException with what would be right
     */
    default void requirePublishedInTime() {
        Duration least = publishedFor().plus(SigningKeys.FORGOTTEN_AFTER);
        if (publishedAhead().compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "callsheet.signing-keys.published-ahead is %s; with a key set that others keep for %s it must be at least %s"
                            .formatted(publishedAhead(), publishedFor(), least));
        }
    }
}
