package dev.callsheet.identity.organization;

import dev.callsheet.identity.allowlist.AllowList;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an organization may say of itself; its plan is the operator's to change. */
@ReadOnlyAttributes({
    "id",
    "type",
    "slug",
    "plan",
    "environment",
    "parent_id",
    "role",
    "version",
    "created_at",
    "updated_at"
})
record OrganizationRequest(
        @Schema(examples = "Sector Sonido") @NotBlank @Size(max = 200) String name,

        @Schema(examples = "Europe/Madrid", description = "An IANA zone: what times without an offset mean.") @NotNull ZoneId timeZone,

        @Schema(
                examples = "[\"https://app.example.com\"]",
                description = "The origins of web pages that may read answers of the API.")
        @Size(max = 100) @Nullable List<@Size(max = 300) String> corsOrigins)
        implements CrossFieldRules {

    @Override
    public void check(Violations violations) {
        AllowList.checkOrigins("cors_origins", corsOrigins, violations);
    }
}
