package dev.callsheet.identity.role;

import dev.callsheet.contracts.security.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of what a role may do: a scope, {@code resource:*}, {@code *:action}, or {@code *} for everything but
 * {@code admin:*}, granted or denied.
 */
public record RolePattern(String pattern, boolean granted) {

    /**
     * The scopes of a role. Lines of the organization go before shipped ones, and among equals a denial before a grant.
     *
     * @param known the scopes of the product
     */
    public static Set<String> scopes(
            Collection<RolePattern> shipped, Collection<RolePattern> ofOrganization, List<Scope> known) {
        Set<String> scopes = new TreeSet<>();
        for (Scope scope : known) {
            Verdict own = verdict(ofOrganization, scope);
            Verdict decided = own == Verdict.SILENT ? verdict(shipped, scope) : own;
            if (decided == Verdict.GRANTED) {
                scopes.add(scope.name());
            }
        }
        return scopes;
    }

    /** What of the scopes is also among those of a bound; {@code admin:*} stands for every scope on either side. */
    public static Set<String> bounded(Set<String> scopes, Set<String> bound) {
        if (bound.contains(Scope.ADMINISTRATOR.name())) {
            return scopes;
        }
        Set<String> shared = new TreeSet<>(bound);
        if (!scopes.contains(Scope.ADMINISTRATOR.name())) {
            shared.retainAll(scopes);
        }
        return shared;
    }

    private static Verdict verdict(Collection<RolePattern> patterns, Scope scope) {
        Verdict verdict = Verdict.SILENT;
        for (RolePattern pattern : patterns) {
            if (pattern.covers(scope)) {
                if (!pattern.granted) {
                    return Verdict.DENIED;
                }
                verdict = Verdict.GRANTED;
            }
        }
        return verdict;
    }

    boolean covers(Scope scope) {
        if (scope.name().equals(Scope.ADMINISTRATOR.name())) {
            return pattern.equals(scope.name());
        }
        if (pattern.equals("*") || pattern.equals(scope.name())) {
            return true;
        }
        int colon = scope.name().indexOf(':');
        return pattern.equals(scope.name().substring(0, colon) + ":*")
                || pattern.equals("*" + scope.name().substring(colon));
    }

    private enum Verdict {
        SILENT,
        GRANTED,
        DENIED
    }
}
