package dev.callsheet.contracts.scheduling;

/** A job was deleted. */
public record JobDeleted(JobSnapshot job) {}
