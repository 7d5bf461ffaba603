package dev.callsheet.scheduling.job;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import dev.callsheet.platform.data.entity.Sight;
import dev.callsheet.platform.web.list.Condition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
public class JobRepository extends OrganizationRepository<Job> {

    JobRepository() {
        super(Job.class, "job");
    }

    @Override
    protected String fetches() {
        return "left join fetch e.location left join fetch e.tour";
    }

    @Override
    protected Uni<List<Condition>> sight() {
        return Uni.createFrom().item(Sight.sharingDepartments("e.departments"));
    }
}
