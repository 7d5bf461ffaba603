package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An API key was created. */
public record ApiKeyCreated(@JsonProperty("api_key") ApiKeySnapshot apiKey) {}
