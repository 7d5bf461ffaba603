package dev.callsheet.platform.web.envelope;

/**
 * Something that the caller should know though the request succeeded.
 *
 * @param severity {@code low}, {@code medium} or {@code high}
 */
public record Warning(String code, String message, String severity) {}
