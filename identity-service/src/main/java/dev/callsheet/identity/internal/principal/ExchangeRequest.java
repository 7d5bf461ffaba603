package dev.callsheet.identity.internal.principal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential to be turned into a principal.
 *
 * @param credential what stood after {@code Bearer}
 * @param organizationId the organization that the request names; null for that of the credential
 */
public record ExchangeRequest(
        @NotBlank @Size(max = 8192) String credential,
        @Nullable UUID organizationId) {}
