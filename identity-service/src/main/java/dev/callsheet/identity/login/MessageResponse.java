package dev.callsheet.identity.login;

/** That it is done. */
public record MessageResponse(String message) {}
