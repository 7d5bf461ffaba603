package dev.callsheet.identity.mail;

/**
 * A mail in plain text.
 *
 * @param to a bare address that has been checked
 */
public record Mail(String to, String subject, String text) {}
