package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A service account was created. */
public record ServiceAccountCreated(
        @JsonProperty("service_account") ServiceAccountSnapshot serviceAccount) {}
