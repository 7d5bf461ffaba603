package dev.callsheet.identity.login.registration;

import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.identity.invitation.InvitationService;
import dev.callsheet.identity.invitation.InvitationService.Joined;
import dev.callsheet.identity.invitation.InvitationStore.OpenInvitation;
import dev.callsheet.identity.login.MessageResponse;
import dev.callsheet.identity.login.OneTimeToken;
import dev.callsheet.identity.login.credential.EmailChangeService;
import dev.callsheet.identity.login.registration.RegistrationStore.Application;
import dev.callsheet.identity.organization.OrganizationService;
import dev.callsheet.identity.organization.OrganizationService.Founder;
import dev.callsheet.identity.organization.OrganizationService.OrganizationIds;
import dev.callsheet.identity.user.UserStore;
import dev.callsheet.identity.user.UserStore.User;
import dev.callsheet.platform.data.fault.DatabaseFaults;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Completes what a mailed token began. User, organization and membership have the ids that their registration gave them,
 * so a confirmation that a crash cut short is repeated by the next click, half a minute later.
 */
@ApplicationScoped
public class ConfirmationService {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final RegistrationStore registrations;
    private final UserStore users;
    private final OrganizationService organizations;
    private final InvitationService invitations;
    private final EmailChangeService emailChanges;
    private final String plan;

    ConfirmationService(
            RegistrationStore registrations,
            UserStore users,
            OrganizationService organizations,
            InvitationService invitations,
            EmailChangeService emailChanges,
            @ConfigProperty(name = "callsheet.registration.plan", defaultValue = "standard") String plan) {
        this.registrations = registrations;
        this.users = users;
        this.organizations = organizations;
        this.invitations = invitations;
        this.emailChanges = emailChanges;
        this.plan = plan;
    }

    Uni<MessageResponse> confirm(String token) {
        String hash = new OneTimeToken(token).hash();
        return registrations
                .claim(hash)
                .chain(claimed -> claimed.map(this::complete).orElseGet(() -> changeEmailOrRefuse(hash)))
                .replaceWith(new MessageResponse("The e-mail address is confirmed."));
    }

    Uni<JoinedResponse> acceptInvitation(String token) {
        Principal caller = CallContext.current().requirePrincipal();
        UUID userId = caller.userId();
        if (caller.credentialType() != CredentialType.USER || userId == null) {
            return Uni.createFrom()
                    .failure(new ApiException(ErrorCode.FORBIDDEN, "Only a user who is signed in can join."));
        }
        return invitations
                .findOpen(token)
                .map(found -> found.orElseThrow(ConfirmationService::badToken))
                .chain(invitation -> users.find(userId)
                        .map(found -> found.orElseThrow(() -> ApiException.notFound("user", userId)))
                        .invoke(user -> requireInvited(user, invitation))
                        .chain(user -> join(invitation, user, caller)))
                .map(joined -> new JoinedResponse(joined.organizationId(), joined.role()));
    }

    private Uni<Void> complete(Application application) {
        return users.create(
                        application.userId(), application.email(), application.fullName(), application.passwordHash())
                .invoke(owner -> requireOwn(application, owner))
                .chain(() -> enter(application))
                .chain(() -> registrations.confirm(application.userId()));
    }

    private Uni<Void> enter(Application application) {
        Founder founder = new Founder(application.userId(), application.email(), application.fullName());
        UUID invitationId = application.invitationId();
        return call(application.organizationId(), null)
                .run(() -> invitationId == null
                        ? found(application, founder)
                        : invitations
                                .join(invitationId, founder.userId(), founder.email(), founder.fullName())
                                .replaceWithVoid());
    }

    /** An earlier try may have founded it already. */
    private Uni<Void> found(Application application, Founder founder) {
        UUID sandboxId = Objects.requireNonNull(application.sandboxId());
        String name = Objects.requireNonNull(application.organizationName());
        String zone = Objects.requireNonNull(application.timeZone());
        return organizations
                .foundUnderFreeSlug(
                        new OrganizationIds(application.organizationId(), sandboxId), name, zone, plan, founder)
                .onFailure(failure -> "organization_pkey".equals(DatabaseFaults.constraintOf(failure)))
                .recoverWithNull();
    }

    private Uni<Joined> join(OpenInvitation invitation, User user, Principal caller) {
        return call(invitation.organizationId(), caller)
                .run(() -> invitations.join(invitation.id(), user.id(), user.email(), user.fullName()));
    }

    private Uni<Void> changeEmailOrRefuse(String hash) {
        return registrations
                .isBeingConfirmed(hash)
                .chain(busy -> {
                    if (busy) {
                        throw new ApiException(ErrorCode.CONFLICT, "The address is being confirmed at this moment.")
                                .withRetryAfter(SOON);
                    }
                    return emailChanges.confirm(hash).invoke(done -> {
                        if (!done) {
                            throw badToken();
                        }
                    });
                })
                .replaceWithVoid();
    }

    private static CallContext call(UUID organizationId, @Nullable Principal caller) {
        CallContext current = CallContext.current();
        return new CallContext(caller, organizationId, current.requestId(), current.issuer());
    }

    private static void requireOwn(Application application, UUID owner) {
        if (!owner.equals(application.userId())) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "The address has got an account by another link meanwhile: sign in with it.");
        }
    }

    private static void requireInvited(User user, OpenInvitation invitation) {
        if (!user.email().equals(invitation.email())) {
            throw new ApiException(ErrorCode.FORBIDDEN, "The invitation was sent to another address than yours.");
        }
    }

    private static ApiException badToken() {
        return ApiException.invalid("token", "is not valid, has been used, or has expired: ask for a new one");
    }
}
