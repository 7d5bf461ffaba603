package dev.callsheet.identity.organization;

import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An organization that the caller belongs to.
 *
 * @param role the caller's role in it; null for a key without an owner
 * @param parentId the live organization of a sandbox
 */
@ResourceType("organization")
public record OrganizationResponse(
        String name,
        @Nullable String slug,
        @Schema(examples = "Europe/Madrid") String timeZone,
        String plan,
        @Schema(examples = "[\"https://app.example.com\"]") List<String> corsOrigins,
        @Schema(examples = "live") String environment,
        @Nullable UUID parentId,
        @Nullable String role,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
