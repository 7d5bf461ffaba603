package dev.callsheet.identity.role;

import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A role as its organization has it.
 *
 * @param origin {@code shipped}, {@code changed} for a shipped one of which the organization says something, or {@code
 *     own}
 * @param lines what the organization says; what it does not decide is as shipped
 * @param effectiveScopes what the role may do, all told
 * @param effectiveOwnData the resources of which it sees and changes only what is its user's own, all told
 * @param version 0 while the organization says nothing
 */
@ResourceType("role")
public record RoleResponse(
        @Schema(examples = "technician") String name,
        @Nullable String description,
        @Schema(examples = "shipped") String origin,
        List<RoleLine> lines,
        @Schema(examples = "{\"timesheets\": true}") Map<String, Boolean> ownData,

        @Schema(examples = "[\"jobs:read\", \"timesheets:read\"]")
        List<String> effectiveScopes,

        @Schema(examples = "[\"timesheets\"]") List<String> effectiveOwnData,
        long version,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt)
        implements Versioned {

    static Resource<RoleResponse> from(RoleDefinition role) {
        RoleDefinition.Change change = role.change();
        return Resource.of(
                role.id(),
                "role",
                new RoleResponse(
                        role.name(),
                        role.description(),
                        originOf(role),
                        role.lines().stream().map(RoleLine::of).toList(),
                        role.ownData(),
                        List.copyOf(role.scopes()),
                        List.copyOf(role.confinedTo()),
                        role.version(),
                        change == null ? null : change.createdAt(),
                        change == null ? null : change.updatedAt()));
    }

    private static String originOf(RoleDefinition role) {
        if (!role.shipped()) {
            return "own";
        }
        return role.change() == null ? "shipped" : "changed";
    }
}
