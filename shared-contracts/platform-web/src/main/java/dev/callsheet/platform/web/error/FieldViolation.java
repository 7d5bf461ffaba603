package dev.callsheet.platform.web.error;

/**
 * One thing wrong with one part of a request.
 *
 * @param field the parameter, header or body field as the client spells it, such as {@code required_roles.sound[0].count}
 * @param message names the value and what would be right
 */
public record FieldViolation(String field, String message) {}
