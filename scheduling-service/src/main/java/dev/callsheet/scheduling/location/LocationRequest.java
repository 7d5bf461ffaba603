package dev.callsheet.scheduling.location;

import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a client may say of a location. */
@ReadOnlyAttributes({"id", "type", "version", "created_at", "updated_at"})
record LocationRequest(
        @Schema(examples = "Riverside Arena") @NotBlank @Size(max = 200) String name,

        @Schema(examples = "Calle del Puerto 12") @Size(max = 300) @Nullable String address,

        @Schema(examples = "Madrid") @Size(max = 100) @Nullable String city,

        @Schema(examples = "ES") @Size(max = 100) @Nullable String country,
        @Valid @Nullable Coordinates coordinates,
        @Schema(examples = "Europe/Madrid") @Nullable ZoneId timeZone,
        @Size(max = 5000) @Nullable String notes) {}
