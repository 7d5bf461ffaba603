package dev.callsheet.scheduling.location;

import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a client may say of a location. */
@ReadOnlyAttributes({"id", "type", "version", "created_at", "updated_at"})
record LocationRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 300) @Nullable String address,
        @Size(max = 100) @Nullable String city,
        @Size(max = 100) @Nullable String country,
        @Valid @Nullable Coordinates coordinates,
        @Nullable ZoneId timeZone,
        @Size(max = 5000) @Nullable String notes) {}
