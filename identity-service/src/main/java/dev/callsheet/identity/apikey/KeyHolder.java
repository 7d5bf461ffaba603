package dev.callsheet.identity.apikey;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose key it is: a user's or a service account's. */
record KeyHolder(@Nullable UUID userId, @Nullable UUID serviceAccountId) {

    static KeyHolder user(@Nullable UUID userId) {
        return new KeyHolder(userId, null);
    }

    static KeyHolder serviceAccount(UUID serviceAccountId) {
        return new KeyHolder(null, serviceAccountId);
    }
}
