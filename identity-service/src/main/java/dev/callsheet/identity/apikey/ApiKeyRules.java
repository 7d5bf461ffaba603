package dev.callsheet.identity.apikey;

import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.identity.apikey.Plan.Tier;
import dev.callsheet.identity.role.RoleAuthority;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.error.Violations;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a key may be made into, by whom: never more than its maker, never more than the organization's plan. */
final class ApiKeyRules {

    private ApiKeyRules() {}

    /**
     * Refuses to make or change a key that may do what the caller may not.
     *
     * @throws ApiException {@code SCOPE_REQUIRED} naming the scopes
     */
    static void requireHeld(Collection<String> scopes, Principal caller) {
        RoleAuthority.requireHeld("A key", scopes, caller);
    }

    /**
     * Refuses to hand a key to somebody whom only an outside issuer vouches for: it would work on when that issuer is
     * trusted no more, and beyond what its tokens may.
     *
     * @throws ApiException {@code FORBIDDEN}
     */
    static void requireOwnCredential(Principal caller) {
        if (caller.credentialType() == CredentialType.OUTSIDE_USER) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN, "A key outlives the token of an outside issuer: log in here to make one.");
        }
    }

    /**
     * Refuses a new key that its maker or the plan does not allow.
     *
     * @throws ApiException {@code SCOPE_REQUIRED}, {@code VALIDATION_ERROR} or {@code UNPROCESSABLE}
     */
    static void checkNew(ApiKeyRequest wanted, Principal caller, Plan plan) {
        requireOwnCredential(caller);
        requireHeld(wanted.scopes(), caller);
        if (wanted.rateLimitOverrides() != null) {
            requireAdministrator(caller);
        }
        Violations violations = new Violations();
        checkTier(wanted, plan, violations);
        checkExpiry(wanted, caller, violations);
        if (wanted.environment() == KeyEnvironment.LIVE
                && caller.environment().equals(KeyEnvironment.TEST.spelling())) {
            violations.add("environment", "must be test: a sandbox cannot make keys for live data");
        }
        violations.throwIfAny();
        requireWithin(wanted, plan);
    }

    /**
     * Refuses a change that the caller or the plan does not allow. What stays as it was is not judged anew: the plan may
     * have become smaller since, and the key may have expired.
     *
     * @throws ApiException {@code SCOPE_REQUIRED}, {@code VALIDATION_ERROR} or {@code UNPROCESSABLE}
     */
    static void checkChange(ApiKeyRequest before, ApiKeyRequest wanted, Principal caller, Plan plan) {
        requireHeld(before.scopes(), caller);
        requireHeld(wanted.scopes(), caller);
        boolean overridesChange = !Objects.equals(before.rateLimitOverrides(), wanted.rateLimitOverrides());
        boolean tierChanges = !Objects.equals(before.rateLimitTier(), wanted.rateLimitTier());
        if (overridesChange) {
            requireAdministrator(caller);
        }
        Violations violations = new Violations();
        if (tierChanges) {
            checkTier(wanted, plan, violations);
        }
        if (!Objects.equals(before.expiresAt(), wanted.expiresAt())) {
            checkExpiry(wanted, caller, violations);
        }
        if (wanted.environment() != null && wanted.environment() != before.environment()) {
            violations.add("environment", "cannot be changed: make a key for the other environment");
        }
        violations.throwIfAny();
        if (tierChanges || overridesChange) {
            requireWithin(wanted, plan);
        }
    }

    /** When a key ends that a caller makes without saying when: with the key that makes it. */
    static @Nullable Instant latestExpiry(Principal caller) {
        return caller.credentialType() == CredentialType.USER ? null : caller.expiresAt();
    }

    private static void requireAdministrator(Principal caller) {
        if (!caller.may(Scope.ADMINISTRATOR.name())) {
            throw new ApiException(ErrorCode.SCOPE_REQUIRED, "Setting rate_limit_overrides needs the scope admin:*.")
                    .withMember("required_scopes", List.of(Scope.ADMINISTRATOR.name()));
        }
    }

    private static void checkTier(ApiKeyRequest wanted, Plan plan, Violations violations) {
        if (wanted.rateLimitTier() != null && !plan.knownTiers().contains(wanted.rateLimitTier())) {
            violations.add(
                    "rate_limit_tier",
                    "Unknown tier '%s'. Valid tiers: %s"
                            .formatted(wanted.rateLimitTier(), String.join(", ", plan.allowedTiers())));
        }
    }

    private static void checkExpiry(ApiKeyRequest wanted, Principal caller, Violations violations) {
        Instant expiresAt = wanted.expiresAt();
        Instant latest = latestExpiry(caller);
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            violations.add("expires_at", "must be in the future, was " + expiresAt);
        } else if (expiresAt != null && latest != null && expiresAt.isAfter(latest)) {
            violations.add(
                    "expires_at",
                    "must not be after %s, when the key that asks for it ends, was %s".formatted(latest, expiresAt));
        }
    }

    private static void requireWithin(ApiKeyRequest wanted, Plan plan) {
        String tier = wanted.rateLimitTier();
        if (tier != null && !plan.allowedTiers().contains(tier)) {
            throw new ApiException(
                            ErrorCode.UNPROCESSABLE,
                            "The tier %s is above the organization's plan, %s.".formatted(tier, plan.name()))
                    .withDetail(
                            "rate_limit_tier",
                            "'%s' is above the plan '%s'. Allowed tiers: %s"
                                    .formatted(tier, plan.name(), String.join(", ", plan.allowedTiers())))
                    .withMember("plan", plan.name())
                    .withMember("allowed_tiers", plan.allowedTiers());
        }
        RateLimitOverrides overrides = wanted.rateLimitOverrides();
        if (overrides != null) {
            plan.own().ifPresent(most -> requireWithin(overrides, most));
        }
    }

    private static void requireWithin(RateLimitOverrides overrides, Tier most) {
        requireAtMost("per_minute", overrides.perMinute(), most.perMinute(), most.name());
        requireAtMost("per_hour", overrides.perHour(), most.perHour(), most.name());
        requireAtMost("per_day", overrides.perDay(), most.perDay(), most.name());
        requireAtMost("burst", overrides.burst(), most.burst(), most.name());
    }

    private static void requireAtMost(String name, @Nullable Integer wanted, @Nullable Integer most, String plan) {
        if (wanted != null && most != null && wanted > most) {
            throw new ApiException(
                            ErrorCode.UNPROCESSABLE, "The organization's plan, %s, has less to give.".formatted(plan))
                    .withDetail(
                            "rate_limit_overrides." + name,
                            "must be at most %d, which the plan '%s' allows, was %d".formatted(most, plan, wanted))
                    .withMember("plan", plan);
        }
    }
}
