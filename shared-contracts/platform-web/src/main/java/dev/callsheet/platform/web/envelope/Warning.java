package dev.callsheet.platform.web.envelope;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that the caller should know though the request succeeded.
 *
 * @param severity {@code low}, {@code medium} or {@code high}
 */
public record Warning(
        @Schema(examples = "INSUFFICIENT_REST") String code,

        @Schema(examples = "Only 9 hours of rest before the next call.")
        String message,

        @Schema(examples = "medium") String severity) {}
