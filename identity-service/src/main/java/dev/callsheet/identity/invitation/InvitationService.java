package dev.callsheet.identity.invitation;

import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.identity.UserCreated;
import dev.callsheet.identity.invitation.InvitationStore.OpenInvitation;
import dev.callsheet.identity.login.OneTimeToken;
import dev.callsheet.identity.mail.EmailAddress;
import dev.callsheet.identity.mail.Mail;
import dev.callsheet.identity.mail.Mailer;
import dev.callsheet.identity.user.Membership;
import dev.callsheet.identity.user.MembershipRepository;
import dev.callsheet.identity.user.RoleGrants;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.data.session.Sessions;
import dev.callsheet.platform.web.body.IfMatch;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invites people and lets them in. Nobody gives a role that may more than they do. */
@ApplicationScoped
public class InvitationService {

    private final InvitationRepository invitations;
    private final InvitationStore store;
    private final MembershipRepository memberships;
    private final RoleGrants roles;
    private final Outbox outbox;
    private final Mailer mailer;

    InvitationService(
            InvitationRepository invitations,
            InvitationStore store,
            MembershipRepository memberships,
            RoleGrants roles,
            Outbox outbox,
            Mailer mailer) {
        this.invitations = invitations;
        this.store = store;
        this.memberships = memberships;
        this.roles = roles;
        this.outbox = outbox;
        this.mailer = mailer;
    }

    /** Invites, in place of an earlier invitation of the same address; the mail goes out once that is committed. */
    @OrganizationTransaction
    public Uni<Resource<InvitationResponse>> create(InvitationRequest request) {
        Principal inviter = CallContext.current().requirePrincipal();
        String email = EmailAddress.Spelling.of(request.email());
        OneTimeToken token = OneTimeToken.create("invite");
        Invitation invitation = new Invitation(
                email,
                request.role(),
                request.departments() == null ? List.of() : request.departments(),
                token.hash(),
                inviter.userId());
        return roles.requireGrantable(inviter, "role", request.role())
                .chain(() -> refuseMember(email))
                .chain(() -> invitations.deletePendingOf(email))
                .chain(() -> invitations.persistAndFlush(invitation))
                .call(stored -> mail(stored, token, inviter))
                .map(InvitationResponse::from);
    }

    @OrganizationSession
    public Uni<Envelope<List<Resource<InvitationResponse>>>> list(ListQuery query) {
        return invitations.list(query).map(page -> Envelope.list(query, page, InvitationResponse::from));
    }

    @OrganizationSession
    public Uni<Resource<InvitationResponse>> get(UUID id) {
        return invitations.get(id).map(InvitationResponse::from);
    }

    /** Takes an invitation back; one that was accepted is not taken back but its member removed. */
    @OrganizationTransaction
    public Uni<Void> revoke(UUID id, @Nullable IfMatch ifMatch) {
        return invitations
                .getForUpdate(id)
                .invoke(invitation -> IfMatch.require(ifMatch, invitation.version()))
                .invoke(InvitationService::requireUnused)
                .invoke(Invitation::delete)
                .call(invitations::flush)
                .replaceWithVoid();
    }

    /** The invitation that a token opens. */
    public Uni<Optional<OpenInvitation>> findOpen(String token) {
        return store.findOpen(new OneTimeToken(token).hash());
    }

    /** Makes the user a member, in a call that was entered for the inviting organization; a member stays what they are. */
    @OrganizationTransaction
    public Uni<Joined> join(UUID invitationId, UUID userId, String email, String fullName) {
        return invitations
                .getForUpdate(invitationId)
                .invoke(invitation -> invitation.accept(userId, Instant.now()))
                .chain(invitation -> memberships
                        .findByUser(userId)
                        .chain(existing -> existing == null
                                ? admit(invitation, userId, email, fullName)
                                : Uni.createFrom().item(existing))
                        .map(member -> new Joined(invitation.organizationId(), member.role())));
    }

    private Uni<Membership> admit(Invitation invitation, UUID userId, String email, String fullName) {
        Membership member = Membership.of(userId, invitation.role, List.of(invitation.departments));
        return memberships
                .persistAndFlush(member)
                .call(stored -> outbox.append(
                        IdentityEvents.USER_CREATED, userId, new UserCreated(stored.snapshot(email, fullName))));
    }

    private Uni<Void> refuseMember(String email) {
        return memberships
                .findByEmail(email)
                .invoke(member -> {
                    if (member != null) {
                        throw new ApiException(ErrorCode.CONFLICT, email + " is a member of the organization already.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> mail(Invitation invitation, OneTimeToken token, Principal inviter) {
        return memberships
                .organizationName(inviter.organizationId())
                .invoke(organization -> {
                    Mail mail = InvitationMails.invite(
                            invitation.email,
                            inviter.name(),
                            organization,
                            mailer.link("accept-invitation", token.text()));
                    Sessions.afterCommit(() -> mailer.send(mail));
                })
                .replaceWithVoid();
    }

    private static void requireUnused(Invitation invitation) {
        if (invitation.acceptedAt != null) {
            throw new ApiException(
                    ErrorCode.UNPROCESSABLE, "The invitation has been accepted: remove the member instead.");
        }
    }

    /** Where somebody got in, and as what. */
    public record Joined(UUID organizationId, String role) {}
}
