package dev.callsheet.identity.role;

import dev.callsheet.contracts.Contracts;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an organization may say of a role. */
@Schema(name = "RoleRequest")
@ReadOnlyAttributes({
    "id",
    "type",
    "origin",
    "effective_scopes",
    "effective_own_data",
    "version",
    "created_at",
    "updated_at"
})
record RoleRequest(
        @Schema(examples = "stage_manager", description = "What members have as their role; it never changes.")
        @NotBlank @Pattern(regexp = "[a-z][a-z0-9_]{1,49}", message = "must be a name such as stage_manager") String name,

        @Schema(examples = "Runs the stage on show days.") @Size(max = 500) @Nullable String description,

        @Schema(description = "What the role may do. Of a shipped role: what goes before the lines that it comes with.")
        @Size(max = 200) @Nullable List<@Valid RoleLine> lines,

        @Schema(
                examples = "{\"timesheets\": true}",
                description =
                        "Whether, of a resource, the role sees and changes only what is its user's own; what is absent is as shipped.")
        @Nullable Map<String, Boolean> ownData)
        implements CrossFieldRules {

    /** Resources whose rows belong to a person. */
    static final List<String> PERSONAL = List.of("assignments", "availability", "crew", "messages", "timesheets");

    @Override
    public void check(Violations violations) {
        Set<String> named = new HashSet<>();
        List<RolePattern> patterns = patterns();
        for (int i = 0; i < patterns.size(); i++) {
            RolePattern line = patterns.get(i);
            String place = "lines[" + i + "].pattern";
            if (Contracts.scopes().stream().noneMatch(line::covers)) {
                violations.add(place, "'%s' covers no scope; GET /scopes lists them".formatted(line.pattern()));
            } else if (!named.add(line.pattern())) {
                violations.add(place, "'%s' is there twice; name each pattern once".formatted(line.pattern()));
            }
        }
        if (ownData != null) {
            ownData.keySet().stream()
                    .filter(resource -> !PERSONAL.contains(resource))
                    .forEach(resource -> violations.add(
                            "own_data." + resource,
                            "Unknown resource '%s'. Resources whose rows belong to a person: %s"
                                    .formatted(resource, String.join(", ", PERSONAL))));
        }
    }

    List<RolePattern> patterns() {
        return lines == null
                ? List.of()
                : lines.stream().map(RoleLine::asPattern).toList();
    }

    /** Without those that say nothing. */
    Map<String, Boolean> restrictions() {
        Map<String, Boolean> said = new TreeMap<>();
        if (ownData != null) {
            ownData.forEach((resource, own) -> {
                if (own != null) {
                    said.put(resource, own);
                }
            });
        }
        return said;
    }

    /** What the organization says now, as a request. */
    static RoleRequest of(RoleDefinition role) {
        return new RoleRequest(
                role.name(),
                role.description(),
                role.lines().stream().map(RoleLine::of).toList(),
                role.ownData());
    }
}
