package dev.callsheet.contracts.scheduling;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A job went from one status to another; follows the {@code job.updated} of the same change.
 *
 * @param previousStatus the status before
 */
public record JobStatusChanged(
        JobSnapshot job, @JsonProperty("previous_status") String previousStatus) {}
