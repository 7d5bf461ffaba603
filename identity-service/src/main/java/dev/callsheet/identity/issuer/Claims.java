package dev.callsheet.identity.issuer;

import dev.callsheet.contracts.Department;
import dev.callsheet.identity.issuer.IssuerStore.KnownIdentity;
import dev.callsheet.identity.issuer.IssuerStore.TrustedIssuer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a verified token say of a person, by an organization's mapping.
 *
 * @param email in lower case; null where the token has none that is verified
 * @param role ours, which the token's role translates to; null where it says none
 * @param departments null where departments are kept here
 */
record Claims(
        String subject,
        @Nullable String email,
        String fullName,
        @Nullable String role,
        @Nullable List<String> departments) {

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 200;

    static Claims of(String subject, Map<String, Object> claims, TrustedIssuer issuer) {
        ClaimMapping mapping = issuer.claims();
        String email = emailOf(claims, mapping);
        String name = texts(claims, mapping.nameClaim()).findFirst().orElse(email == null ? subject : email);
        return new Claims(
                subject,
                email,
                name.substring(0, Math.min(LONGEST_NAME, name.length())),
                mapping.role() == null ? null : roleOf(claims, mapping),
                mapping.departments() == null ? null : departmentsOf(claims, mapping.departments()));
    }

    /** Whether the token belongs to the organization by the claim that says so, where one is asked for. */
    static boolean nameOrganization(Map<String, Object> claims, ClaimMapping mapping) {
        return mapping.organization() == null
                || texts(claims, mapping.organization()).anyMatch(value -> value.equals(mapping.organizationValue()));
    }

    /** Whether the person is here as the token says they are. */
    boolean agreesWith(KnownIdentity known, ClaimMapping mapping) {
        return (mapping.matchesBySubject() || known.email().equals(email))
                && (role == null || known.role().equals(role))
                && (departments == null || known.departments().equals(departments));
    }

    /* An address that the issuer itself calls unverified is anybody's. */
    private static @Nullable String emailOf(Map<String, Object> claims, ClaimMapping mapping) {
        boolean unverified = mapping.emailClaim().equals("email")
                && texts(claims, "email_verified").anyMatch(value -> value.equals("false"));
        return unverified
                ? null
                : texts(claims, mapping.emailClaim())
                        .map(email -> email.strip().toLowerCase(Locale.ROOT))
                        .filter(email -> email.matches("[^@\\s]+@[^@\\s]+") && email.length() <= LONGEST_EMAIL)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String roleOf(Map<String, Object> claims, ClaimMapping mapping) {
        List<String> values = texts(claims, String.valueOf(mapping.role())).toList();
        Map<String, String> roles = Optional.ofNullable(mapping.roles()).orElse(Map.of());
        return roles.entrySet().stream()
                .filter(role -> values.contains(role.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static List<String> departmentsOf(Map<String, Object> claims, String claim) {
        List<String> known =
                Stream.of(Department.values()).map(Department::spelling).toList();
        return texts(claims, claim)
                .map(department -> department.toLowerCase(Locale.ROOT))
                .filter(known::contains)
                .distinct()
                .sorted()
                .toList();
    }

    /** The values of a claim as texts: one, those of a list, or none. */
    private static Stream<String> texts(Map<String, Object> claims, String name) {
        return switch (find(claims, name)) {
            case null -> Stream.empty();
            case Collection<?> list -> list.stream().map(String::valueOf);
            case Map<?, ?> nested -> Stream.empty();
            case Object value -> Stream.of(String.valueOf(value));
        };
    }

    private static @Nullable Object find(Map<?, ?> claims, String name) {
        Object whole = claims.get(name);
        if (whole != null) {
            return whole;
        }
        int dot = name.indexOf('.');
        return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> nested
                ? find(nested, name.substring(dot + 1))
                : null;
    }
}
