package dev.callsheet.contracts.identity;

/** An organization was founded. */
public record OrganizationCreated(OrganizationSnapshot organization) {}
