package dev.callsheet.scheduling.job;

/** What happens on the day of a job that is one of several. */
public enum JobDateType {
    TRAVEL,
    SETUP,
    REHEARSAL,
    SHOW,
    OFF
}
