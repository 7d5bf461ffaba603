package dev.callsheet.identity.user;

import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.UserUpdated;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the organizations of a user that their profile changed. A profile belongs to none of them, so no transaction can
 * hold its change and the events of all; the change has committed before this begins.
 */
@ApplicationScoped
public class UserAnnouncementService {

    private final UserStore users;
    private final MembershipRepository members;
    private final Outbox outbox;

    UserAnnouncementService(UserStore users, MembershipRepository members, Outbox outbox) {
        this.users = users;
        this.members = members;
        this.outbox = outbox;
    }

    /**
     * Writes one event for each organization of the user.
     *
     * @param told the organization whose event the change itself has written; null for none
     */
    public Uni<Void> tellEveryOrganization(UUID userId, @Nullable UUID told, List<String> changedFields) {
        CallContext call = CallContext.current();
        return users.listOrganizations(userId)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .filter(organization -> !organization.equals(told))
                .onItem()
                .transformToUniAndConcatenate(
                        organization -> new CallContext(call.principal(), organization, call.requestId(), call.issuer())
                                .run(() -> tell(userId, changedFields)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** Writes the event of the organization that the call was entered for. */
    @OrganizationTransaction
    public Uni<Void> tell(UUID userId, List<String> changedFields) {
        return members.getByUser(userId)
                .chain(member -> outbox.append(
                        IdentityEvents.USER_UPDATED, userId, new UserUpdated(member.snapshot(), changedFields)));
    }
}
