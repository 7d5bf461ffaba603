package dev.callsheet.identity.internal.bootstrap;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The organization and its admin.
 *
 * @param created whether this call founded it
 * @param adminPassword only when this call set it
 * @param liveKey only for a demo organization, when this call made it
 * @param testKey likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BootstrapResponse(
        UUID organizationId,
        UUID sandboxOrganizationId,
        UUID adminUserId,
        String adminEmail,
        boolean created,
        @Nullable String adminPassword,
        @Nullable String liveKey,
        @Nullable String testKey) {}
