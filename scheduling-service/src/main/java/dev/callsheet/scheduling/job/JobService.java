package dev.callsheet.scheduling.job;

import dev.callsheet.contracts.Department;
import dev.callsheet.contracts.scheduling.JobCreated;
import dev.callsheet.contracts.scheduling.JobDeleted;
import dev.callsheet.contracts.scheduling.JobStatusChanged;
import dev.callsheet.contracts.scheduling.JobUpdated;
import dev.callsheet.contracts.scheduling.SchedulingEvents;
import dev.callsheet.platform.data.entity.Sight;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.body.ChangedFields;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.scheduling.location.LocationRepository;
import dev.callsheet.scheduling.tour.TourRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class JobService {

    private final JobRepository jobs;
    private final LocationRepository locations;
    private final TourRepository tours;
    private final Outbox outbox;

    @Inject
    JobService(JobRepository jobs, LocationRepository locations, TourRepository tours, Outbox outbox) {
        this.jobs = jobs;
        this.locations = locations;
        this.tours = tours;
        this.outbox = outbox;
    }

    @OrganizationSession
    Uni<Envelope<List<Resource<JobAttributes>>>> list(ListQuery query) {
        return jobs.list(query)
                .map(page -> Envelope.list(query, page, job -> JobAttributes.resourceOf(job, query.expands("tour"))));
    }

    @OrganizationSession
    Uni<Resource<JobAttributes>> get(UUID id, boolean withTour) {
        return jobs.get(id).map(job -> JobAttributes.resourceOf(job, withTour));
    }

    @OrganizationTransaction
    Uni<Resource<JobAttributes>> create(JobRequest request) {
        return build(request)
                .chain(jobs::persistAndFlush)
                .call(this::announceCreation)
                .map(job -> JobAttributes.resourceOf(job, false));
    }

    @OrganizationTransaction
    Uni<Resource<JobAttributes>> update(UUID id, MergePatch<JobRequest> patch) {
        return jobs.getForUpdate(id)
                .call(job -> change(job, patch))
                .chain(job -> jobs.get(job.id()))
                .map(job -> JobAttributes.resourceOf(job, false));
    }

    @OrganizationTransaction
    Uni<Void> delete(UUID id, @Nullable IfMatch ifMatch) {
        return jobs.getForUpdate(id)
                .invoke(job -> IfMatch.require(ifMatch, job.version()))
                .invoke(Job::delete)
                .call(jobs::flush)
                .chain(job ->
                        outbox.append(SchedulingEvents.JOB_DELETED, id, new JobDeleted(JobEvents.snapshotOf(job))));
    }

    private Uni<Job> build(JobRequest request) {
        Sight.requireShared(departmentsOf(request));
        return locations
                .referred(request.locationId())
                .chain(location -> tours.referred(request.tourId()).map(tour -> new Job(request, location, tour)));
    }

    private static List<Department> departmentsOf(JobRequest request) {
        List<Department> departments = request.departments();
        return departments == null ? List.of() : departments;
    }

    private Uni<Void> announceCreation(Job job) {
        return outbox.append(SchedulingEvents.JOB_CREATED, job.id(), new JobCreated(JobEvents.snapshotOf(job)));
    }

    private Uni<Void> change(Job job, MergePatch<JobRequest> patch) {
        patch.requireVersion(job.version());
        JobRequest before = job.asRequest();
        JobRequest after = patch.applyTo(before);
        Sight.requireShared(departmentsOf(after));
        return locations
                .referred(after.locationId())
                .chain(location -> tours.referred(after.tourId()).invoke(tour -> job.apply(after, location, tour)))
                .chain(applied -> announceChange(job, before));
    }

    private Uni<Void> announceChange(Job job, JobRequest before) {
        List<String> changed = ChangedFields.between(before, job.asRequest());
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return jobs.flush()
                .chain(() -> outbox.append(
                        SchedulingEvents.JOB_UPDATED, job.id(), new JobUpdated(JobEvents.snapshotOf(job), changed)))
                .chain(() -> announceStatus(job, before));
    }

    private Uni<Void> announceStatus(Job job, JobRequest before) {
        JobStatus previous = before.status();
        return previous == null || previous == job.status()
                ? Uni.createFrom().voidItem()
                : outbox.append(
                        SchedulingEvents.JOB_STATUS_CHANGED,
                        job.id(),
                        new JobStatusChanged(JobEvents.snapshotOf(job), previous.spelling()));
    }
}
