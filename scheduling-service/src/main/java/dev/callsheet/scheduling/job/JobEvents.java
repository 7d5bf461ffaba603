package dev.callsheet.scheduling.job;

import dev.callsheet.contracts.Department;
import dev.callsheet.contracts.scheduling.JobSnapshot;
import java.util.Locale;

/** How a job looks from outside of this service. */
final class JobEvents {

    private JobEvents() {}

    static JobSnapshot snapshotOf(Job job) {
        return new JobSnapshot(
                job.id(),
                job.title(),
                job.status().spelling(),
                job.jobType().name().toLowerCase(Locale.ROOT),
                job.startTime(),
                job.endTime(),
                job.tourId(),
                job.locationId(),
                job.departments().stream().map(Department::spelling).toList(),
                job.version());
    }
}
