package dev.callsheet.identity.login.credential;

import dev.callsheet.identity.login.Account;
import dev.callsheet.identity.login.Client;
import dev.callsheet.identity.login.LoginGuard;
import dev.callsheet.identity.login.MailLimit;
import dev.callsheet.identity.login.MessageResponse;
import dev.callsheet.identity.login.OneTimeToken;
import dev.callsheet.identity.login.OwnAccount;
import dev.callsheet.identity.login.PasswordHashing;
import dev.callsheet.identity.login.PasswordRules;
import dev.callsheet.identity.login.SessionEndingService;
import dev.callsheet.identity.login.credential.CredentialChangeStore.Ended;
import dev.callsheet.identity.login.credential.CredentialChangeStore.Offer;
import dev.callsheet.identity.mail.EmailAddress;
import dev.callsheet.identity.mail.Mail;
import dev.callsheet.identity.mail.Mailer;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.Violations;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Replaces passwords. Every address that is asked about gets a mail, also to say that there is no account, so that
 * neither the answer nor its time tells.
 */
@ApplicationScoped
public class PasswordService {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final CredentialChangeStore store;
    private final PasswordHashing passwords;
    private final OwnAccount own;
    private final LoginGuard guard;
    private final SessionEndingService sessions;
    private final MailLimit mails;
    private final Mailer mailer;

    PasswordService(
            CredentialChangeStore store,
            PasswordHashing passwords,
            OwnAccount own,
            LoginGuard guard,
            SessionEndingService sessions,
            MailLimit mails,
            Mailer mailer) {
        this.store = store;
        this.passwords = passwords;
        this.own = own;
        this.guard = guard;
        this.sessions = sessions;
        this.mails = mails;
        this.mailer = mailer;
    }

    Uni<MessageResponse> requestReset(String address) {
        String email = EmailAddress.Spelling.of(address);
        return mails.send(email, () -> offerReset(email))
                .replaceWith(new MessageResponse("If the address has an account, a mail is on its way to it."));
    }

    Uni<MessageResponse> reset(String token, String password) {
        String hash = new OneTimeToken(token).hash();
        return store.find(hash, CredentialChangeStore.RESET)
                .map(found -> found.orElseThrow(PasswordService::badToken))
                .invoke(offer -> check("password", password, offer.currentEmail()))
                .call(offer -> replace(hash, password))
                .map(Offer::currentEmail)
                .chain(guard::unlock)
                .replaceWith(new MessageResponse("The password has been changed; sign in with it."));
    }

    Uni<MessageResponse> change(String currentPassword, String newPassword, Client client) {
        UUID session = own.sessionId();
        return own.verify(currentPassword, client)
                .invoke(account -> check("new_password", newPassword, account.email()))
                .map(Account::id)
                .chain(userId -> passwords
                        .hash(newPassword)
                        .chain(hash ->
                                store.changePassword(userId, hash, SessionEndingService.PASSWORD_CHANGED, session)))
                .chain(this::tellOf)
                .replaceWith(new MessageResponse("The password has been changed."));
    }

    private Uni<Mail> offerReset(String email) {
        OneTimeToken token = OneTimeToken.create("reset");
        return store.offerReset(email, token.hash(), LIFETIME)
                .map(known -> known
                        ? CredentialMails.reset(email, mailer.link("reset-password", token.text()))
                        : CredentialMails.noAccount(email));
    }

    private Uni<Void> replace(String tokenHash, String password) {
        return passwords
                .hash(password)
                .chain(hash -> store.resetPassword(tokenHash, hash, SessionEndingService.PASSWORD_CHANGED))
                .map(ended -> ended.orElseThrow(PasswordService::badToken))
                .chain(this::tellOf);
    }

    /** The sessions are over by now; the event makes gateways forget them at once and not at their next look. */
    private Uni<Void> tellOf(Ended ended) {
        UUID organizationId = ended.organizationId();
        if (organizationId == null) {
            return Uni.createFrom().voidItem();
        }
        return CallContext.ofOrganization(organizationId, CallContext.current().requestId())
                .run(() -> sessions.announceEnded(
                        ended.sessions(), ended.userId(), SessionEndingService.PASSWORD_CHANGED));
    }

    private static void check(String field, String password, String email) {
        Violations violations = new Violations();
        PasswordRules.check(field, password, email, violations);
        violations.throwIfAny();
    }

    private static ApiException badToken() {
        return ApiException.invalid("token", "is not valid, has been used, or has expired: ask for a new one");
    }
}
