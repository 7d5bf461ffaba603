package dev.callsheet.timesheet.review;

import dev.callsheet.contracts.timesheet.TimesheetCreated;
import dev.callsheet.contracts.timesheet.TimesheetDeleted;
import dev.callsheet.contracts.timesheet.TimesheetEvents;
import dev.callsheet.contracts.timesheet.TimesheetSubmitted;
import dev.callsheet.contracts.timesheet.TimesheetUpdated;
import dev.callsheet.platform.data.entity.Sight;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.body.ChangedFields;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.request.CallContext;
import dev.callsheet.timesheet.roster.Roster;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class TimesheetService {

    private final TimesheetRepository timesheets;
    private final Roster roster;
    private final Outbox outbox;

    @Inject
    TimesheetService(TimesheetRepository timesheets, Roster roster, Outbox outbox) {
        this.timesheets = timesheets;
        this.roster = roster;
        this.outbox = outbox;
    }

    @OrganizationSession
    Uni<Envelope<List<Resource<TimesheetAttributes>>>> list(ListQuery query) {
        return timesheets.list(query).map(page -> Envelope.list(query, page, TimesheetAttributes::resourceOf));
    }

    @OrganizationSession
    Uni<Resource<TimesheetAttributes>> get(UUID id) {
        return timesheets.get(id).map(TimesheetAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Resource<TimesheetAttributes>> create(TimesheetRequest request) {
        Timesheet draft = new Timesheet(request, CallContext.current().zone());
        return requireOwn(request.technicianId())
                .chain(() -> roster.requireKnown(request.jobId(), request.technicianId()))
                .chain(() -> timesheets.persistAndFlush(draft))
                .call(timesheet -> outbox.append(
                        TimesheetEvents.TIMESHEET_CREATED,
                        timesheet.id(),
                        new TimesheetCreated(TimesheetSnapshots.snapshotOf(timesheet))))
                .map(TimesheetAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Resource<TimesheetAttributes>> update(UUID id, MergePatch<TimesheetRequest> patch) {
        return timesheets
                .getForUpdate(id)
                .call(timesheet -> change(timesheet, patch))
                .map(TimesheetAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Resource<TimesheetAttributes>> submit(UUID id, @Nullable IfMatch ifMatch) {
        return timesheets
                .getForUpdate(id)
                .invoke(timesheet -> IfMatch.require(ifMatch, timesheet.version()))
                .invoke(Timesheet::submit)
                .call(timesheets::flush)
                .call(timesheet -> outbox.append(
                        TimesheetEvents.TIMESHEET_SUBMITTED,
                        id,
                        new TimesheetSubmitted(TimesheetSnapshots.snapshotOf(timesheet))))
                .map(TimesheetAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Void> delete(UUID id, @Nullable IfMatch ifMatch) {
        return timesheets
                .getForUpdate(id)
                .invoke(timesheet -> IfMatch.require(ifMatch, timesheet.version()))
                .invoke(Timesheet::delete)
                .call(timesheets::flush)
                .chain(timesheet -> outbox.append(
                        TimesheetEvents.TIMESHEET_DELETED,
                        id,
                        new TimesheetDeleted(TimesheetSnapshots.snapshotOf(timesheet))));
    }

    private Uni<Void> change(Timesheet timesheet, MergePatch<TimesheetRequest> patch) {
        patch.requireVersion(timesheet.version());
        TimesheetRequest before = timesheet.asRequest();
        TimesheetRequest after = patch.applyTo(before);
        timesheet.apply(after);
        List<String> changed = ChangedFields.between(before, timesheet.asRequest());
        return changed.isEmpty() ? Uni.createFrom().voidItem() : announceChange(timesheet, changed);
    }

    /** A job or crew member that has been deleted since stays on the timesheets that name it. */
    private Uni<Void> announceChange(Timesheet timesheet, List<String> changed) {
        boolean moved = changed.contains("job_id") || changed.contains("technician_id");
        Uni<Void> known = moved
                ? requireOwn(timesheet.technicianId())
                        .chain(() -> roster.requireKnown(timesheet.jobId(), timesheet.technicianId()))
                : Uni.createFrom().voidItem();
        return known.chain(timesheets::flush)
                .chain(() -> outbox.append(
                        TimesheetEvents.TIMESHEET_UPDATED,
                        timesheet.id(),
                        new TimesheetUpdated(TimesheetSnapshots.snapshotOf(timesheet), changed)));
    }

    /** Whoever is confined to their own timesheets writes none for another, whether or not there is such a person. */
    private Uni<Void> requireOwn(UUID technicianId) {
        if (!Sight.isOwnOnly("timesheets")) {
            return Uni.createFrom().voidItem();
        }
        return roster.findCaller()
                .invoke(own -> {
                    if (own.filter(technicianId::equals).isEmpty()) {
                        throw new ApiException(ErrorCode.FORBIDDEN, "Your role is confined to your own timesheets.")
                                .withDetail("technician_id", "must be the crew member that you are");
                    }
                })
                .replaceWithVoid();
    }
}
