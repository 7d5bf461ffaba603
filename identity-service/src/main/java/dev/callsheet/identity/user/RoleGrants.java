package dev.callsheet.identity.user;

import dev.callsheet.contracts.Contracts;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.identity.role.RolePattern;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.pool.ReactiveConnection;

/** Who may give which role: whoever holds all that it allows. */
@ApplicationScoped
public class RoleGrants {

    private static final String LINES = """
            select role, pattern, granted, false as own from shipped_role_scope
            union all
            select role, pattern, granted, true from role_scope where deleted_at is null
            """;

    /**
     * Refuses a role that nobody has defined, and one that may more than the caller.
     *
     * @param field where the request names the role
     * @throws ApiException {@code VALIDATION_ERROR} or {@code FORBIDDEN} as the Uni's failure
     */
    public Uni<Void> requireGrantable(Principal caller, String field, String role) {
        return roles().invoke(roles -> {
                    if (!roles.containsKey(role)) {
                        throw ApiException.invalid(
                                field,
                                "Unknown role '%s'. Known roles: %s"
                                        .formatted(role, String.join(", ", roles.keySet())));
                    }
                    requireAll(caller, role, roles);
                })
                .replaceWithVoid();
    }

    /**
     * Refuses to touch a member who may more than the caller.
     *
     * @throws ApiException {@code FORBIDDEN} as the Uni's failure
     */
    Uni<Void> requirePowerOver(Principal caller, String role) {
        return roles().invoke(roles -> requireAll(caller, role, roles)).replaceWithVoid();
    }

    private static void requireAll(Principal caller, String role, Map<String, Lines> roles) {
        List<String> beyond = roles.getOrDefault(role, new Lines()).scopes().stream()
                .filter(scope -> !caller.may(scope))
                .toList();
        if (!beyond.isEmpty()) {
            throw new ApiException(
                            ErrorCode.FORBIDDEN,
                            "The role %s may do what you may not: %s.".formatted(role, String.join(", ", beyond)))
                    .withMember("required_scopes", beyond);
        }
    }

    private static Uni<Map<String, Lines>> roles() {
        return SessionSql.select(LINES).map(RoleGrants::read);
    }

    private static Map<String, Lines> read(ReactiveConnection.Result rows) {
        Map<String, Lines> roles = new TreeMap<>();
        while (rows.hasNext()) {
            Object[] row = rows.next();
            RolePattern pattern = new RolePattern((String) row[1], (Boolean) row[2]);
            Lines lines = roles.computeIfAbsent((String) row[0], name -> new Lines());
            ((Boolean) row[3] ? lines.own : lines.shipped).add(pattern);
        }
        return roles;
    }

    /** What is said about a role. */
    private static final class Lines {
        final List<RolePattern> shipped = new ArrayList<>();
        final List<RolePattern> own = new ArrayList<>();

        List<String> scopes() {
            return List.copyOf(RolePattern.scopes(shipped, own, Contracts.scopes()));
        }
    }
}
