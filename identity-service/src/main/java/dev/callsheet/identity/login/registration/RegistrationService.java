package dev.callsheet.identity.login.registration;

import dev.callsheet.identity.invitation.InvitationService;
import dev.callsheet.identity.invitation.InvitationStore.OpenInvitation;
import dev.callsheet.identity.login.MailLimit;
import dev.callsheet.identity.login.MessageResponse;
import dev.callsheet.identity.login.OneTimeToken;
import dev.callsheet.identity.login.PasswordHashing;
import dev.callsheet.identity.login.registration.RegistrationStore.Application;
import dev.callsheet.identity.login.registration.RegistrationStore.Renewal;
import dev.callsheet.identity.mail.EmailAddress;
import dev.callsheet.identity.mail.Mail;
import dev.callsheet.identity.mail.Mailer;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.web.error.ApiException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Takes registrations. Whatever the address, one password is hashed, one statement written and one mail handed over, so
 * that neither the answer nor its time tells whether somebody has an account.
 */
@ApplicationScoped
public class RegistrationService {

    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Europe/Madrid");
    private static final String PAGE = "confirm-email";

    private final RegistrationStore store;
    private final InvitationService invitations;
    private final PasswordHashing passwords;
    private final MailLimit mails;
    private final Mailer mailer;

    RegistrationService(
            RegistrationStore store,
            InvitationService invitations,
            PasswordHashing passwords,
            MailLimit mails,
            Mailer mailer) {
        this.store = store;
        this.invitations = invitations;
        this.passwords = passwords;
        this.mails = mails;
        this.mailer = mailer;
    }

    Uni<RegisterResponse> register(RegisterRequest request) {
        String email = EmailAddress.Spelling.of(request.email());
        return invitationOf(request, email)
                .chain(invitation ->
                        passwords.hash(request.password()).map(hash -> applicationOf(request, email, hash, invitation)))
                .call(application -> mails.send(email, () -> file(application)))
                .map(application -> new RegisterResponse(email, true));
    }

    /** A new link for the latest registration of the address; whoever has none learns that by mail only. */
    Uni<MessageResponse> resend(String address) {
        String email = EmailAddress.Spelling.of(address);
        return mails.send(email, () -> renew(email))
                .replaceWith(new MessageResponse("If the address waits for confirmation, a new link has been sent."));
    }

    private Uni<Optional<OpenInvitation>> invitationOf(RegisterRequest request, String email) {
        String token = request.invitationToken();
        if (token == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return invitations
                .findOpen(token)
                .map(found -> found.orElseThrow(
                        () -> ApiException.invalid("invitation_token", "is not valid, has been used, or has expired")))
                .invoke(invitation -> requireInvitedAddress(invitation, email))
                .map(Optional::of);
    }

    private Uni<Mail> file(Application application) {
        OneTimeToken token = OneTimeToken.create("confirm");
        return store.file(application, token.hash())
                .map(isNew -> isNew
                        ? RegistrationMails.confirm(
                                application.email(),
                                application.fullName(),
                                application.organizationName(),
                                mailer.link(PAGE, token.text()))
                        : RegistrationMails.alreadyKnown(application.email(), mailer.page("login")));
    }

    private Uni<Mail> renew(String email) {
        OneTimeToken token = OneTimeToken.create("confirm");
        return store.renew(email, token.hash()).map(renewal -> switch (renewal) {
            case Renewal.Waiting(String fullName, String organizationName) ->
                RegistrationMails.confirm(email, fullName, organizationName, mailer.link(PAGE, token.text()));
            case Renewal.Confirmed confirmed -> RegistrationMails.alreadyKnown(email, mailer.page("login"));
            case Renewal.Unknown unknown -> RegistrationMails.unknown(email);
        });
    }

    private static void requireInvitedAddress(OpenInvitation invitation, String email) {
        if (!invitation.email().equals(email)) {
            throw ApiException.invalid("email", "must be the address that was invited");
        }
    }

    private static Application applicationOf(
            RegisterRequest request, String email, String hash, Optional<OpenInvitation> invitation) {
        ZoneId zone = request.timeZone() == null ? DEFAULT_ZONE : request.timeZone();
        return invitation
                .map(open -> Application.invited(email, request.fullName(), hash, open.organizationId(), open.id()))
                .orElseGet(() -> Application.founding(
                        email,
                        request.fullName(),
                        hash,
                        Ids.next(),
                        Ids.next(),
                        String.valueOf(request.organizationName()).strip(),
                        zone.getId()));
    }
}
