package dev.callsheet.identity.internal.usage;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How keys were used at one gateway since its report before.
 *
 * @param reportId one for each report, kept when it is sent again
 * @param keys each once
 */
record KeyUsageRequest(
        @NotNull UUID reportId, @NotNull @Size(max = 5_000) List<@Valid KeyUse> keys) {

    /**
     * The use of one key.
     *
     * @param requests how many came in since the report before
     * @param lastUsedIp the address that the last of them came from
     */
    record KeyUse(
            @NotNull UUID keyId,
            @Min(0) long requests,
            @NotNull Instant lastUsedAt,
            @NotBlank @Size(max = 50) String lastUsedIp) {}
}
