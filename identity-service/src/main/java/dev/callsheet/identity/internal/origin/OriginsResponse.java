package dev.callsheet.identity.internal.origin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Each origin once, as browsers spell it. */
public record OriginsResponse(@JsonProperty("origins") List<String> origins) {}
