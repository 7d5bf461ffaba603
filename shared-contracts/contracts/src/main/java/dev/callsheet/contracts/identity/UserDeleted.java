package dev.callsheet.contracts.identity;

/** A user left the organization: none of their credentials works in it any more. */
public record UserDeleted(UserSnapshot user) {}
