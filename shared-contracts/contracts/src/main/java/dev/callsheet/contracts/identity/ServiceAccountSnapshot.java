package dev.callsheet.contracts.identity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service account as it stood when the event was written.
 *
 * @param role null where it has scopes of its own
 * @param scopes what its keys may do at most; empty where a role says so
 * @param active whether its keys work
 */
public record ServiceAccountSnapshot(
        UUID id, String name, @Nullable String role, List<String> scopes, boolean active, long version) {}
