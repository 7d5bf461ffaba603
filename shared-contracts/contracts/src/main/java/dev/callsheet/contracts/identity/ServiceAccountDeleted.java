package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A service account is gone: all of its keys are revoked. */
public record ServiceAccountDeleted(
        @JsonProperty("service_account") ServiceAccountSnapshot serviceAccount) {}
