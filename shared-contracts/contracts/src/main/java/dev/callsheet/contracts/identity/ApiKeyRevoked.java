package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An API key stopped working: whoever cached its principal forgets it. */
public record ApiKeyRevoked(@JsonProperty("api_key") ApiKeySnapshot apiKey) {}
