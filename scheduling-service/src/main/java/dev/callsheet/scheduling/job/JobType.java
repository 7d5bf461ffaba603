package dev.callsheet.scheduling.job;

/** What kind of job it is (Sector Pro 5.1); dry hire is equipment without crew. */
public enum JobType {
    SINGLE,
    FESTIVAL,
    TOURDATE,
    EVENTO,
    DRYHIRE
}
