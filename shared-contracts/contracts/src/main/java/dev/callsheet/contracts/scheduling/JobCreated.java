package dev.callsheet.contracts.scheduling;

/** A job was created. */
public record JobCreated(JobSnapshot job) {}
