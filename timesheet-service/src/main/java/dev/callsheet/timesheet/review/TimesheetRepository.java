package dev.callsheet.timesheet.review;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import dev.callsheet.platform.data.entity.Sight;
import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.timesheet.roster.Roster;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
public class TimesheetRepository extends OrganizationRepository<Timesheet> {

    private final Roster roster;

    @Inject
    TimesheetRepository(Roster roster) {
        super(Timesheet.class, "timesheet");
        this.roster = roster;
    }

    /** Own timesheets are those of the crew member who is the caller; those of a department are its members'. */
    @Override
    protected Uni<List<Condition>> sight() {
        if (Sight.isOwnOnly("timesheets")) {
            return roster.findCaller()
                    .map(own -> own.map(id -> Condition.of("e.technicianId = ?", id))
                            .orElse(Sight.NOTHING))
                    .map(List::of);
        }
        return Uni.createFrom()
                .item(Sight.inDepartments("m.department").stream()
                        .map(TimesheetRepository::ofMembers)
                        .toList());
    }

    private static Condition ofMembers(Condition inDepartment) {
        return new Condition(
                "exists (select 1 from RosterMember m where m.id = e.technicianId and (%s))"
                        .formatted(inDepartment.expression()),
                inDepartment.parameters());
    }
}
