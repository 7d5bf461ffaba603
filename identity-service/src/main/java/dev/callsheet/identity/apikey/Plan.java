package dev.callsheet.identity.apikey;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an organization pays for: the tier of the same name caps the tiers of its keys.
 *
 * @param tiers every tier, the lowest first
 */
record Plan(String name, List<Tier> tiers) {

    /** A tier of the installation. */
    record Tier(
            String name,
            int rank,
            @Nullable Integer perMinute,
            @Nullable Integer perHour,
            @Nullable Integer perDay,
            int burst,
            int mostApiKeys) {}

    List<String> knownTiers() {
        return tiers.stream().map(Tier::name).toList();
    }

    /** The tiers that a key may name, the lowest first; all of them for a plan that is called like none. */
    List<String> allowedTiers() {
        int highest = own().map(Tier::rank).orElse(Integer.MAX_VALUE);
        return tiers.stream()
                .filter(tier -> tier.rank() <= highest)
                .map(Tier::name)
                .toList();
    }

    /** The tier that is called like the plan. */
    Optional<Tier> own() {
        return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
    }
}
