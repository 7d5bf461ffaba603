package dev.callsheet.platform.data.entity;

import dev.callsheet.contracts.Department;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.platform.web.request.CallContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How much of its organization's rows the current caller sees: a role may be confined to what is its user's own, a member
 * to departments (Sector Pro 2.3). Whoever holds {@code admin:*} sees everything, and so does work that nobody asked for,
 * such as the handling of an event. What is out of sight does not exist: {@link OrganizationRepository#sight()}.
 */
public final class Sight {

    /** Sees no row. */
    public static final Condition NOTHING = Condition.of("1 = 0");

    private Sight() {}

    /** Whether, of the resource ({@code timesheets}), the caller sees only what is their own. */
    public static boolean isOwnOnly(String resource) {
        Principal caller = CallContext.current().principal();
        return caller != null && caller.isConfinedToOwn(resource);
    }

    /**
     * The caller's own rows where they are confined to those, else all.
     *
     * @param userPath the attribute that holds the user whose row it is
     */
    public static List<Condition> own(String resource, String userPath) {
        Principal caller = CallContext.current().principal();
        if (caller == null || !caller.isConfinedToOwn(resource)) {
            return List.of();
        }
        return List.of(caller.userId() == null ? NOTHING : Condition.of("e." + userPath + " = ?", caller.userId()));
    }

    /**
     * The rows of the caller's departments where they are restricted to some, else all. A row without a department is
     * everybody's.
     *
     * @param path the attribute that holds the row's {@link Department}, or null
     */
    public static List<Condition> inDepartments(String path) {
        List<Department> departments = departments();
        if (departments.isEmpty()) {
            return List.of();
        }
        String places = String.join(", ", Collections.nCopies(departments.size(), "?"));
        return List.of(
                new Condition("%s is null or %s in (%s)".formatted(path, path, places), List.copyOf(departments)));
    }

    /**
     * The same for rows of several departments: those that share one with the caller.
     *
     * @param path the attribute that holds the names of the row's departments
     */
    public static List<Condition> sharingDepartments(String path) {
        List<Department> departments = departments();
        if (departments.isEmpty()) {
            return List.of();
        }
        String shares = departments.stream()
                .map(department -> "array_contains(%s, ?)".formatted(path))
                .collect(Collectors.joining(" or "));
        return List.of(new Condition(
                "array_length(%s) = 0 or %s".formatted(path, shares),
                departments.stream().<Object>map(Department::spelling).toList()));
    }

    /**
     * Refuses to make a row that its maker would not see.
     *
     * @param departments those of the row; none means everybody's
     * @throws ApiException {@code FORBIDDEN}
     */
    public static void requireShared(Collection<Department> departments) {
        List<Department> own = departments();
        if (!own.isEmpty() && !departments.isEmpty() && Collections.disjoint(own, departments)) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "You are restricted to %s."
                            .formatted(own.stream().map(Department::spelling).collect(Collectors.joining(", "))));
        }
    }

    private static List<Department> departments() {
        Principal caller = CallContext.current().principal();
        if (caller == null || caller.may(Scope.ADMINISTRATOR.name())) {
            return List.of();
        }
        return Arrays.stream(Department.values())
                .filter(department -> caller.departments().contains(department.spelling()))
                .toList();
    }
}
