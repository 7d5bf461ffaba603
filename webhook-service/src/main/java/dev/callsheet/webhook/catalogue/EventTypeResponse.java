package dev.callsheet.webhook.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event type that a subscription may name.
 *
 * @param sample a whole event as a receiver gets it
 * @param schema JSON Schema 2020-12 of such an event
 */
@Schema(name = "EventType")
public record EventTypeResponse(
        String type,
        String description,
        @Schema(type = SchemaType.OBJECT) JsonNode sample,
        @Schema(type = SchemaType.OBJECT) JsonNode schema) {}
