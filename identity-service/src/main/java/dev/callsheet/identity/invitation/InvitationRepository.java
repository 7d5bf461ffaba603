package dev.callsheet.identity.invitation;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The invitations of one organization. */
@ApplicationScoped
class InvitationRepository extends OrganizationRepository<Invitation> {

    InvitationRepository() {
        super(Invitation.class, "invitation");
    }

    /** Takes back what the address has been sent before. */
    Uni<Integer> deletePendingOf(String email) {
        return getSession()
                .chain(session -> session.createMutationQuery("update Invitation e set e.deletedAt = instant"
                                + " where e.email = ?1 and e.acceptedAt is null and e.deletedAt is null")
                        .setParameter(1, email)
                        .executeUpdate());
    }
}
