package dev.callsheet.identity.user;

import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What people say about themselves. */
@ReadOnlyAttributes({
    "id",
    "type",
    "email",
    "role",
    "roles",
    "departments",
    "active",
    "organization_id",
    "version",
    "created_at",
    "updated_at"
})
record ProfileRequest(
        @Schema(examples = "Ana Torres")
        @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\x00-\\x1F\\x7F-\\x9F]*", message = "must be one line") String fullName,

        @Schema(examples = "https://example.com/ana.jpg")
        @Size(max = 500) @Pattern(regexp = "https://\\S+", message = "must be an https address") @Nullable
        String avatarUrl,

        @Schema(examples = "+34600000000")
        @Pattern(regexp = "\\+?[0-9 ()./-]{5,30}", message = "must be a telephone number such as +34600000000")
        @Nullable String phone) {}
