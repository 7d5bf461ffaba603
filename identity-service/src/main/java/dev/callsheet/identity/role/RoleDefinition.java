package dev.callsheet.identity.role;

import dev.callsheet.contracts.Contracts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role as one organization has it.
 *
 * @param shipped whether the product brings it
 * @param shippedLines what the product says of it
 * @param lines what the organization says of it, which goes first
 * @param shippedOwnData the resources of which the product confines it to what is its user's own
 * @param ownData what the organization says of that, by resource, which goes first
 * @param change how the organization's word on it stands; null where it has none
 */
public record RoleDefinition(
        UUID id,
        String name,
        @Nullable String description,
        boolean shipped,
        List<RolePattern> shippedLines,
        List<RolePattern> lines,
        Set<String> shippedOwnData,
        Map<String, Boolean> ownData,
        @Nullable Change change) {

    /** The row of the organization. */
    public record Change(long version, Instant createdAt, Instant updatedAt) {}

    /** A role of the organization's own of which nothing is said yet. */
    static RoleDefinition unsaid(String name) {
        return new RoleDefinition(new UUID(0, 0), name, null, false, List.of(), List.of(), Set.of(), Map.of(), null);
    }

    /** The same role, of which the organization says this instead. */
    RoleDefinition saying(RoleRequest request) {
        return new RoleDefinition(
                id,
                name,
                request.description(),
                shipped,
                shippedLines,
                request.patterns(),
                shippedOwnData,
                request.restrictions(),
                change);
    }

    /** The same role as the database now has it; a shipped one keeps its id. */
    RoleDefinition kept(UUID rowId, Change kept) {
        return new RoleDefinition(
                shipped ? id : rowId, name, description, shipped, shippedLines, lines, shippedOwnData, ownData, kept);
    }

    /** The same role without what the organization says of it. */
    RoleDefinition asShipped() {
        return new RoleDefinition(
                id, name, description, shipped, shippedLines, List.of(), shippedOwnData, Map.of(), null);
    }

    /** Counts what the organization said of it; 0 while it says nothing. */
    public long version() {
        return change == null ? 0 : change.version();
    }

    /** What the role may do, all told. */
    public Set<String> scopes() {
        return RolePattern.scopes(shippedLines, lines, Contracts.scopes());
    }

    /** The resources of which the role sees and changes only what is its user's own, all told. */
    public Set<String> confinedTo() {
        return confinedTo(shippedOwnData, ownData);
    }

    /** The resources that the product or the organization confines, unless the organization expressly does not. */
    public static Set<String> confinedTo(Set<String> shipped, Map<String, Boolean> ofOrganization) {
        Set<String> confined = new TreeSet<>(shipped);
        ofOrganization.forEach((resource, own) -> {
            if (own) {
                confined.add(resource);
            } else {
                confined.remove(resource);
            }
        });
        return confined;
    }

    /** The lines that the database gives as {@code +pattern} and {@code -pattern}. */
    public static List<RolePattern> readLines(String[] signed) {
        return List.of(signed).stream()
                .map(line -> new RolePattern(line.substring(1), line.startsWith("+")))
                .toList();
    }

    /** The restrictions that the database gives as {@code +resource} and {@code -resource}. */
    public static Map<String, Boolean> readOwnData(String[] signed) {
        Map<String, Boolean> ownData = new TreeMap<>();
        for (String line : signed) {
            ownData.put(line.substring(1), line.startsWith("+"));
        }
        return ownData;
    }
}
