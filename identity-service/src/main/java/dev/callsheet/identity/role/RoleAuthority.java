package dev.callsheet.identity.role;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import java.util.Collection;
import java.util.List;

/** Nobody makes anything stronger than they are themselves: no key, no service account, no role. */
public final class RoleAuthority {

    private RoleAuthority() {}

    /**
     * Refuses scopes that the caller does not hold.
     *
     * @param what what would hold them, as in {@code A key}
     * @throws ApiException {@code SCOPE_REQUIRED} naming them
     */
    public static void requireHeld(String what, Collection<String> scopes, Principal caller) {
        List<String> beyond =
                scopes.stream().filter(scope -> !caller.may(scope)).distinct().toList();
        if (!beyond.isEmpty()) {
            throw new ApiException(
                            ErrorCode.SCOPE_REQUIRED,
                            "%s cannot hold what its creator does not: %s.".formatted(what, String.join(", ", beyond)))
                    .withMember("required_scopes", beyond);
        }
    }

    /**
     * Refuses whoever is confined to their own data or to departments: what they make would not be.
     *
     * @throws ApiException {@code FORBIDDEN}
     */
    public static void requireUnconfined(Principal caller) {
        boolean confined =
                !caller.ownDataOnly().isEmpty() || !caller.departments().isEmpty();
        if (confined && !caller.may(Scope.ADMINISTRATOR.name())) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "Your role sees its own data or its departments only; nobody gives more than they have.");
        }
    }
}
