package dev.callsheet.identity.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing key as an operator sees it.
 *
 * @param state {@code next}, {@code active}, {@code retired} or {@code revoked}
 * @param activatesAt when it was or is to begin to sign; null for one that had to at once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyHistory(
        String kid,
        String state,
        Instant createdAt,
        @Nullable Instant activatesAt,
        @Nullable Instant activatedAt,
        @Nullable Instant retiredAt,
        @Nullable Instant revokedAt) {}
