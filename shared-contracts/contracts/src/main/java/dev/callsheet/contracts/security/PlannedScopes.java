package dev.callsheet.contracts.security;

import java.util.List;

/**
 * Scopes of resources that no service owns yet (Sector Pro 2.2, SiteSync 5.3.1.1): roles and keys can already name them.
 * They move to the contract of their domain when it comes.
 */
public final class PlannedScopes {

    private static final List<Scope> ALL = List.of(
            new Scope("reports:read", "Generate and read reports."),
            new Scope("analytics:read", "Read aggregated statistics."),
            new Scope("projects:read", "Read projects, their budgets and their costs."),
            new Scope("projects:write", "Create, change and delete projects, their budgets and their costs."),
            new Scope("tickets:read", "Read service tickets."),
            new Scope("tickets:write", "Create, change and delete service tickets."),
            new Scope("approvals:read", "Read approval requests."),
            new Scope("approvals:write", "Decide approval requests."),
            new Scope("sites:read", "Read sites and their buildings."),
            new Scope("sites:write", "Create, change and delete sites and their buildings."),
            new Scope("work_orders:read", "Read work orders."),
            new Scope("work_orders:write", "Create, change and delete work orders."),
            new Scope("telemetry:read", "Read measurements of equipment."),
            new Scope("telemetry:write", "Send measurements of equipment."));

    private PlannedScopes() {}

    public static List<Scope> all() {
        return ALL;
    }
}
