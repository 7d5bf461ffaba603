package dev.callsheet.scheduling.job;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class JobRepository extends OrganizationRepository<Job> {

    JobRepository() {
        super(Job.class, "job");
    }

    @Override
    protected String fetches() {
        return "left join fetch e.location left join fetch e.tour";
    }
}
