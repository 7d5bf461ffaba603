package dev.callsheet.system.fleet;

/**
 * An organization that a run founds for itself, so that nothing it does concerns anybody else.
 *
 * @param key may do everything in it
 */
public record Company(String organizationId, String adminEmail, String adminPassword, String key) {}
