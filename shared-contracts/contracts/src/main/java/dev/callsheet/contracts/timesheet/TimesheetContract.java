package dev.callsheet.contracts.timesheet;

import dev.callsheet.contracts.DomainContract;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.security.Scope;
import java.util.List;

/** Timesheets. */
public final class TimesheetContract implements DomainContract {

    @Override
    public String topic() {
        return "timesheet.events";
    }

    @Override
    public List<EventType<?>> events() {
        return List.of(
                TimesheetEvents.TIMESHEET_CREATED,
                TimesheetEvents.TIMESHEET_UPDATED,
                TimesheetEvents.TIMESHEET_SUBMITTED,
                TimesheetEvents.TIMESHEET_DELETED);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(
                new Scope(TimesheetScopes.TIMESHEETS_READ, "Read timesheets."),
                new Scope(TimesheetScopes.TIMESHEETS_WRITE, "Create, change, submit and delete timesheets."),
                new Scope(TimesheetScopes.TIMESHEETS_APPROVE, "Approve and reject timesheets."),
                new Scope(TimesheetScopes.RATE_CARDS_READ, "Read rate cards."),
                new Scope(TimesheetScopes.RATE_CARDS_WRITE, "Create, change and delete rate cards."),
                new Scope(TimesheetScopes.PAYROLL_READ, "Read payroll exports."),
                new Scope(TimesheetScopes.PAYROLL_WRITE, "Create payroll exports."));
    }
}
