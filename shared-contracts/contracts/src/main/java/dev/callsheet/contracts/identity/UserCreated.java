package dev.callsheet.contracts.identity;

/** A user joined the organization. */
public record UserCreated(UserSnapshot user) {}
