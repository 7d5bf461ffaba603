package dev.callsheet.contracts.security;

/**
 * A permission that a credential carries (Sector Pro 2.2, SiteSync 5.3.1.1).
 *
 * @param name {@code resource:action}; a write scope does not imply the read scope
 * @param description one sentence for whoever grants it
 */
public record Scope(String name, String description) {

    /** Grants every other scope. */
    public static final Scope ADMINISTRATOR = new Scope("admin:*", "Full administrative access to every resource.");
}
