package dev.callsheet.identity.login.credential;

import dev.callsheet.identity.login.Account;
import dev.callsheet.identity.login.Client;
import dev.callsheet.identity.login.MailLimit;
import dev.callsheet.identity.login.MessageResponse;
import dev.callsheet.identity.login.OneTimeToken;
import dev.callsheet.identity.login.OwnAccount;
import dev.callsheet.identity.login.credential.CredentialChangeStore.Offer;
import dev.callsheet.identity.mail.EmailAddress;
import dev.callsheet.identity.mail.Mail;
import dev.callsheet.identity.mail.Mailer;
import dev.callsheet.identity.user.UserAnnouncementService;
import dev.callsheet.platform.data.fault.DatabaseFaults;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.list.SearchTerms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Moves accounts to another address: asked for with the password, done once somebody reads the new mailbox. */
@ApplicationScoped
public class EmailChangeService {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final CredentialChangeStore store;
    private final OwnAccount own;
    private final UserAnnouncementService announcements;
    private final MailLimit mails;
    private final Mailer mailer;

    EmailChangeService(
            CredentialChangeStore store,
            OwnAccount own,
            UserAnnouncementService announcements,
            MailLimit mails,
            Mailer mailer) {
        this.store = store;
        this.own = own;
        this.announcements = announcements;
        this.mails = mails;
        this.mailer = mailer;
    }

    Uni<MessageResponse> request(String address, String password, Client client) {
        String email = EmailAddress.Spelling.of(address);
        return own.verify(password, client)
                .chain(account -> mails.send(email, () -> offer(account, email)))
                .replaceWith(new MessageResponse("A mail is on its way to the new address: confirm it from there."));
    }

    /** Uses the token up; false when it is none for a change of address. */
    public Uni<Boolean> confirm(String tokenHash) {
        return store.find(tokenHash, CredentialChangeStore.CHANGE_EMAIL)
                .chain(found -> found.map(offer -> move(offer, tokenHash))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Mail> offer(Account account, String email) {
        OneTimeToken token = OneTimeToken.create("confirm");
        return store.offerEmail(account.id(), email, token.hash(), LIFETIME)
                .replaceWith(CredentialMails.confirmNew(
                        email, account.fullName(), mailer.link("confirm-email", token.text())));
    }

    private Uni<Boolean> move(Offer offer, String tokenHash) {
        return store.setEmail(tokenHash, SearchTerms.fold(offer.fullName() + " " + offer.email()))
                .onFailure(failure -> "app_user_email_unique".equals(DatabaseFaults.constraintOf(failure)))
                .transform(taken -> new ApiException(ErrorCode.CONFLICT, "The address belongs to another account."))
                .call(moved -> moved ? tellOf(offer) : Uni.createFrom().voidItem());
    }

    private Uni<Void> tellOf(Offer offer) {
        return announcements
                .tellEveryOrganization(offer.userId(), null, List.of("email"))
                .chain(() -> mailer.send(CredentialMails.moved(offer.currentEmail())));
    }
}
