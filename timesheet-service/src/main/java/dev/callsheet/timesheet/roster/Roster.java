package dev.callsheet.timesheet.roster;

import dev.callsheet.contracts.crew.CrewMemberSnapshot;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.scheduling.JobSnapshot;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.Violations;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.pool.ReactiveConnection.Result;
import org.jspecify.annotations.Nullable;

/**
 * The jobs and crew members of an organization, as far as their events have been heard. A snapshot older than the known
 * one changes nothing, and what was deleted stays as a row: a late event cannot bring it back.
 */
@ApplicationScoped
public class Roster {

    private static final String KNOWN = """
            select exists (select 1 from roster_job where organization_id = $1 and id = $2 and not deleted),
                   exists (select 1 from roster_member where organization_id = $1 and id = $3 and not deleted)
            """;

    private static final String MEMBER_OF =
            "select id from roster_member where organization_id = $1 and user_id = $2 and not deleted limit 1";

    private static final String KEEP_JOB = """
            insert into roster_job as known (organization_id, id, version, title, deleted) values ($1, $2, $3, $4, $5)
            on conflict (organization_id, id) do update
               set version = excluded.version, title = excluded.title, deleted = excluded.deleted
             where known.version <= excluded.version and not known.deleted
            """;

    private static final String KEEP_MEMBER = """
            insert into roster_member as known (organization_id, id, version, name, user_id, department, deleted)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (organization_id, id) do update
               set version = excluded.version, name = excluded.name, user_id = excluded.user_id,
                   department = excluded.department, deleted = excluded.deleted
             where known.version <= excluded.version and not known.deleted
            """;

    /**
     * Refuses work on a job, or by a crew member, that the organization does not have.
     *
     * @throws ApiException {@code VALIDATION_ERROR} naming each that is unknown, as the Uni's failure
     */
    public Uni<Void> requireKnown(UUID jobId, UUID technicianId) {
        return SessionSql.select(KNOWN, organization(), jobId, technicianId)
                .map(Result::next)
                .invoke(known -> refuseUnknown((Boolean) known[0], jobId, (Boolean) known[1], technicianId))
                .replaceWithVoid();
    }

    /** The crew member who is the caller; empty for one who is none, or who is no person. */
    public Uni<Optional<UUID>> findCaller() {
        Principal caller = CallContext.current().requirePrincipal();
        return SessionSql.select(MEMBER_OF, organization(), caller.userId())
                .map(rows -> rows.hasNext() ? Optional.of((UUID) rows.next()[0]) : Optional.empty());
    }

    private static void refuseUnknown(boolean jobIsKnown, UUID jobId, boolean memberIsKnown, UUID technicianId) {
        Violations violations = new Violations();
        if (!jobIsKnown) {
            violations.add("job_id", "There is no job with id " + jobId + ".");
        }
        if (!memberIsKnown) {
            violations.add("technician_id", "There is no crew member with id " + technicianId + ".");
        }
        violations.throwIfAny();
    }

    Uni<Void> keep(JobSnapshot job, boolean deleted) {
        return SessionSql.update(KEEP_JOB, organization(), job.id(), job.version(), job.title(), deleted)
                .replaceWithVoid();
    }

    Uni<Void> keep(CrewMemberSnapshot member, boolean deleted) {
        String name = member.firstName() + " " + member.lastName();
        return SessionSql.update(
                        KEEP_MEMBER,
                        organization(),
                        member.id(),
                        member.version(),
                        name,
                        member.userId(),
                        departmentOf(member),
                        deleted)
                .replaceWithVoid();
    }

    /** As {@link RosterMember} reads it. */
    private static @Nullable String departmentOf(CrewMemberSnapshot member) {
        return member.department() == null ? null : member.department().toUpperCase(Locale.ROOT);
    }

    private static @Nullable UUID organization() {
        return CallContext.current().organizationId();
    }
}
