package dev.callsheet.identity.user;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.web.error.ApiException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The members of one organization; those who left it are not found. */
@ApplicationScoped
public class MembershipRepository extends OrganizationRepository<Membership> {

    private static final String NAME = "select name from organization where id = $1";
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('members'), hashtext($1))";

    MembershipRepository() {
        super(Membership.class, "user");
    }

    @Override
    protected String fetches() {
        return "join fetch e.user";
    }

    /** The member with their profile; the Uni's item is null when the user is none. */
    public Uni<Membership> findByUser(UUID userId) {
        return single("e.userId = ?1", userId);
    }

    /** The member of that address; the Uni's item is null when there is none. */
    public Uni<Membership> findByEmail(String email) {
        return single("e.user.email = ?1", email);
    }

    /**
     * The member with their profile.
     *
     * @throws ApiException {@code NOT_FOUND} as the Uni's failure
     */
    Uni<Membership> getByUser(UUID userId) {
        return findByUser(userId).onItem().ifNull().failWith(() -> ApiException.notFound("user", userId));
    }

    /**
     * The same, after every other change of the organization's members has ended: two admins who demote each other at
     * once must not both find the other one still there.
     */
    Uni<Membership> getAloneByUser(UUID organizationId, UUID userId) {
        return SessionSql.select(LOCK, organizationId.toString()).chain(locked -> getByUser(userId));
    }

    Uni<Boolean> hasAdminBeside(UUID userId) {
        return getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(e.id) from Membership e where e.role = ?1 and e.userId <> ?2"
                                        + " and e.deletedAt is null and e.deactivatedAt is null",
                                Long.class)
                        .setParameter(1, Membership.ADMIN)
                        .setParameter(2, userId)
                        .getSingleResult())
                .map(admins -> admins > 0);
    }

    /** What the organization of the call is called. */
    public Uni<String> organizationName(UUID organizationId) {
        return SessionSql.select(NAME, organizationId).map(rows -> (String) rows.next()[0]);
    }

    private Uni<Membership> single(String condition, Object parameter) {
        return getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Membership e join fetch e.user where e.deletedAt is null and " + condition,
                                Membership.class)
                        .setParameter(1, parameter)
                        .getSingleResultOrNull());
    }
}
