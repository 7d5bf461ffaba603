package dev.callsheet.gateway.limit;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.identity.RateLimit;
import dev.callsheet.gateway.limit.Allowance.Burst;
import dev.callsheet.gateway.limit.Allowance.Window;
import dev.callsheet.gateway.routing.EndpointClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of what identity said about a caller what their requests are held to. */
final class Allowances {

    static final String UNLIMITED = "unlimited";

    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;

    private final boolean all;
    private final ClassLimits classes;

    /**
     * For every caller, or for those keys only that were created with a tier.
     *
     * @param all whether users, keys without a tier and classes of endpoints are limited, too
     */
    Allowances(boolean all, ClassLimits classes) {
        this.all = all;
        this.classes = classes;
    }

    /**
     * The limits of classes of endpoints, each for one caller.
     *
     * @param criticalTiers the tiers that have the limit for critical endpoints
     */
    record ClassLimits(int criticalPerMinute, Set<String> criticalTiers, int importPerMinute, int exportPerHour) {}

    /** What a request to an endpoint of that class is held to; null when to nothing. */
    @Nullable Allowance of(Admission admission, EndpointClass endpoints) {
        Principal principal = admission.principal();
        boolean key = isKey(principal);
        RateLimit own = admission.limit();
        if (!all && (own == null || !key)) {
            return null;
        }
        if (own == null) {
            own = admission.planLimit();
        }
        String tier = own == null ? UNLIMITED : own.tier();
        String subject = subject(principal);
        List<Window> windows = new ArrayList<>();
        List<Burst> bursts = new ArrayList<>();
        if (own != null) {
            add(own, subject, "", windows, bursts);
        }
        RateLimit plan = admission.planLimit();
        if (plan != null && key) {
            add(plan, "plan:" + principal.organizationId(), "plan-", windows, bursts);
        }
        Window ofClass = all ? classWindow(endpoints, tier, subject) : null;
        if (ofClass != null) {
            windows.add(ofClass);
        }
        return windows.isEmpty() ? null : new Allowance(tier, windows, bursts);
    }

    /** Whether requests to that class have an account apart from the caller's others. */
    boolean isApart(EndpointClass endpoints) {
        return all && endpoints != EndpointClass.NONE && endpoints != EndpointClass.AUTH;
    }

    private @Nullable Window classWindow(EndpointClass endpoints, String tier, String subject) {
        String shared = subject + ":" + endpoints.text();
        return switch (endpoints) {
            case CRITICAL ->
                classes.criticalTiers.contains(tier)
                        ? new Window(shared, endpoints.text(), MINUTE, classes.criticalPerMinute)
                        : null;
            case IMPORT -> new Window(shared, endpoints.text(), MINUTE, classes.importPerMinute);
            case EXPORT -> new Window(shared, endpoints.text(), HOUR, classes.exportPerHour);
            case NONE, AUTH -> null;
        };
    }

    static boolean isKey(Principal principal) {
        return principal.credentialType() == CredentialType.API_KEY
                || principal.credentialType() == CredentialType.SERVICE_ACCOUNT;
    }

    /* A user has one limit in all of their sessions, for each organization whose plan gives it. */
    private static String subject(Principal principal) {
        return !isKey(principal) && principal.userId() != null
                ? "user:" + principal.userId() + ":" + principal.organizationId()
                : "key:" + principal.credentialId();
    }

    private static void add(RateLimit limit, String subject, String prefix, List<Window> windows, List<Burst> bursts) {
        add(windows, subject, prefix + "minute", MINUTE, limit.perMinute());
        add(windows, subject, prefix + "hour", HOUR, limit.perHour());
        add(windows, subject, prefix + "day", DAY, limit.perDay());
        bursts.add(new Burst(subject, prefix + "burst", limit.burst()));
    }

    private static void add(List<Window> windows, String subject, String name, int seconds, @Nullable Integer limit) {
        if (limit != null) {
            windows.add(new Window(subject, name, seconds, limit));
        }
    }
}
