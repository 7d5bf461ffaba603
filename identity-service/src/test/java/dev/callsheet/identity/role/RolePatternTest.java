package dev.callsheet.identity.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.contracts.security.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RolePatternTest {

    private static final List<Scope> KNOWN = Stream.of(
                    "admin:*", "jobs:read", "jobs:write", "equipment:read", "equipment:write", "organizations:write")
            .map(name -> new Scope(name, name + "."))
            .toList();

    @Test
    void everythingLeavesTheAdministratorOut() {
        assertThat(scopes(List.of(grant("*")), List.of())).hasSize(5).doesNotContain("admin:*");
    }

    @Test
    void theAdministratorIsGrantedByNameOnly() {
        assertThat(scopes(List.of(grant("admin:*")), List.of())).containsExactly("admin:*");
    }

    @Test
    void aResourcePatternCoversItsActions() {
        assertThat(scopes(List.of(grant("equipment:*"), grant("jobs:read")), List.of()))
                .containsExactly("equipment:read", "equipment:write", "jobs:read");
    }

    @Test
    void anActionPatternCoversEveryResource() {
        assertThat(scopes(List.of(grant("*:read")), List.of())).containsExactly("equipment:read", "jobs:read");
    }

    @Test
    void aDenialBeatsAGrantWhateverTheOrder() {
        assertThat(scopes(List.of(deny("organizations:write"), grant("*")), List.of()))
                .doesNotContain("organizations:write");
    }

    @Test
    void theOrganizationsLineBeatsTheShippedOne() {
        assertThat(scopes(List.of(grant("jobs:*")), List.of(deny("jobs:write"))))
                .containsExactly("jobs:read");
        assertThat(scopes(List.of(grant("*"), deny("jobs:write")), List.of(grant("jobs:write"))))
                .contains("jobs:write");
    }

    @Test
    void aPatternThatNamesNoScopeGrantsNothing() {
        assertThat(scopes(List.of(grant("payroll:*"), grant("job:read")), List.of()))
                .isEmpty();
    }

    @Test
    void aBoundHoldsBackWhatItDoesNotName() {
        assertThat(RolePattern.bounded(Set.of("jobs:read", "jobs:write"), Set.of("jobs:read", "tours:read")))
                .containsExactly("jobs:read");
        assertThat(RolePattern.bounded(Set.of("admin:*"), Set.of("jobs:read", "tours:read")))
                .containsExactlyInAnyOrder("jobs:read", "tours:read");
        assertThat(RolePattern.bounded(Set.of("jobs:read"), Set.of("admin:*"))).containsExactly("jobs:read");
        assertThat(RolePattern.bounded(Set.of("admin:*"), Set.of("admin:*"))).containsExactly("admin:*");
    }

    private static Set<String> scopes(List<RolePattern> shipped, List<RolePattern> own) {
        return RolePattern.scopes(shipped, own, KNOWN);
    }

    private static RolePattern grant(String pattern) {
        return new RolePattern(pattern, true);
    }

    private static RolePattern deny(String pattern) {
        return new RolePattern(pattern, false);
    }
}
