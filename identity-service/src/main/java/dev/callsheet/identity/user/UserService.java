package dev.callsheet.identity.user;

import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.identity.UserDeleted;
import dev.callsheet.contracts.identity.UserUpdated;
import dev.callsheet.identity.login.SessionEndingService;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.data.session.Sessions;
import dev.callsheet.platform.web.body.ChangedFields;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows and changes the members of the organization. An organization always keeps an active admin, and nobody touches a
 * member who may more than they do.
 */
@ApplicationScoped
public class UserService {

    private final MembershipRepository members;
    private final RoleGrants roles;
    private final SessionEndingService sessions;
    private final UserAnnouncementService announcements;
    private final Outbox outbox;

    UserService(
            MembershipRepository members,
            RoleGrants roles,
            SessionEndingService sessions,
            UserAnnouncementService announcements,
            Outbox outbox) {
        this.members = members;
        this.roles = roles;
        this.sessions = sessions;
        this.announcements = announcements;
        this.outbox = outbox;
    }

    @OrganizationSession
    public Uni<Envelope<List<Resource<UserResponse>>>> list(ListQuery query) {
        return members.list(query).map(page -> Envelope.list(query, page, UserResponse::from));
    }

    @OrganizationSession
    public Uni<Resource<UserResponse>> get(UUID userId) {
        return members.getByUser(userId).map(UserResponse::from);
    }

    @OrganizationSession
    public Uni<Resource<UserResponse>> me() {
        return members.getByUser(self()).map(UserResponse::from);
    }

    /** Changes the caller's own profile, which is the same in all their organizations. */
    @OrganizationTransaction
    public Uni<Resource<UserResponse>> updateMe(MergePatch<ProfileRequest> patch) {
        UUID userId = self();
        return members.getByUser(userId)
                .call(member -> changeProfile(member, patch))
                .map(UserResponse::from);
    }

    @OrganizationTransaction
    public Uni<Resource<UserResponse>> update(UUID userId, MergePatch<MemberRequest> patch) {
        return change(userId, patch::requireVersion, patch::applyTo);
    }

    @OrganizationTransaction
    public Uni<Resource<UserResponse>> giveRole(UUID userId, String role, @Nullable IfMatch ifMatch) {
        return change(
                userId,
                version -> IfMatch.require(ifMatch, version),
                before -> new MemberRequest(role, before.departments(), before.active()));
    }

    /** Ends the membership; the user keeps their account and their other organizations. */
    @OrganizationTransaction
    public Uni<Void> remove(UUID userId, @Nullable IfMatch ifMatch) {
        Principal caller = CallContext.current().requirePrincipal();
        return members.getAloneByUser(caller.organizationId(), userId)
                .invoke(member -> IfMatch.require(ifMatch, member.sharedVersion()))
                .call(member -> roles.requirePowerOver(caller, member.role))
                .call(this::requireAnotherAdmin)
                .invoke(Membership::delete)
                .call(members::flush)
                .call(member -> sessions.endOpenedIn(caller.organizationId(), userId, SessionEndingService.REMOVED))
                .chain(member ->
                        outbox.append(IdentityEvents.USER_DELETED, userId, new UserDeleted(member.snapshot())));
    }

    private Uni<Resource<UserResponse>> change(
            UUID userId, VersionCheck check, Function<MemberRequest, MemberRequest> changes) {
        Principal caller = CallContext.current().requirePrincipal();
        return members.getAloneByUser(caller.organizationId(), userId)
                .invoke(member -> check.require(member.sharedVersion()))
                .call(member -> change(member, changes.apply(member.asRequest()), caller))
                .map(UserResponse::from);
    }

    private Uni<Void> change(Membership member, MemberRequest after, Principal caller) {
        MemberRequest before = member.asRequest();
        List<String> changed = ChangedFields.between(before, after);
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        boolean staysAdmin = after.active() && after.role().equals(Membership.ADMIN);
        return roles.requirePowerOver(caller, before.role())
                .chain(() -> before.role().equals(after.role())
                        ? Uni.createFrom().voidItem()
                        : roles.requireGrantable(caller, "role", after.role()))
                .chain(() -> staysAdmin ? Uni.createFrom().voidItem() : requireAnotherAdmin(member))
                .invoke(() -> member.apply(after, Instant.now()))
                .chain(members::flush)
                .chain(() -> member.isActive()
                        ? Uni.createFrom().voidItem()
                        : sessions.endOpenedIn(
                                caller.organizationId(), member.userId, SessionEndingService.DEACTIVATED))
                .chain(() -> outbox.append(
                        IdentityEvents.USER_UPDATED, member.userId, new UserUpdated(member.snapshot(), changed)));
    }

    private Uni<Void> changeProfile(Membership member, MergePatch<ProfileRequest> patch) {
        patch.requireVersion(member.sharedVersion());
        ProfileRequest before = member.user().asRequest();
        ProfileRequest after = patch.applyTo(before);
        List<String> changed = ChangedFields.between(before, after);
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        member.user().apply(after);
        return members.flush()
                .chain(() -> outbox.append(
                        IdentityEvents.USER_UPDATED, member.userId, new UserUpdated(member.snapshot(), changed)))
                .invoke(() -> Sessions.afterCommit(
                        () -> announcements.tellEveryOrganization(member.userId, member.organizationId(), changed)));
    }

    private Uni<Void> requireAnotherAdmin(Membership member) {
        if (!member.isActiveAdmin()) {
            return Uni.createFrom().voidItem();
        }
        return members.hasAdminBeside(member.userId)
                .invoke(another -> {
                    if (!another) {
                        throw new ApiException(
                                ErrorCode.UNPROCESSABLE,
                                "The organization would be left without an admin: make somebody else admin first.");
                    }
                })
                .replaceWithVoid();
    }

    private static UUID self() {
        UUID userId = CallContext.current().requirePrincipal().userId();
        if (userId == null) {
            throw new ApiException(ErrorCode.FORBIDDEN, "The credential in use belongs to no user.");
        }
        return userId;
    }

    /** Compares what the client has seen with what there is. */
    private interface VersionCheck {
        void require(long version);
    }
}
