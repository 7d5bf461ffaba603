package dev.callsheet.timesheet.review;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class TimesheetRepository extends OrganizationRepository<Timesheet> {

    TimesheetRepository() {
        super(Timesheet.class, "timesheet");
    }
}
