package dev.callsheet.identity.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key to be made (Sector Pro 2.4). */
public record CreateApiKeyRequest(
        @Schema(description = "What people call the key.", examples = "Payroll export") @NotBlank @Size(max = 200) String name,

        @Schema(description = "What the key may do; nothing that its creator may not.") @NotEmpty @Size(max = 200) List<String> scopes,

        @Schema(description = "The limit tier; without it the default of the installation holds.") @Nullable String rateLimitTier,

        @Schema(description = "When the key stops working; without it never.") @Nullable Instant expiresAt,

        @Schema(
                description =
                        "live, or test for the organization's sandbox. Without it: live, or test for a caller in the sandbox.")
        @Nullable KeyEnvironment environment,

        @Schema(description = "Anything the creator wants to find again; at most 50 entries.") @Size(max = 50) @Nullable Map<String, JsonNode> metadata) {}
