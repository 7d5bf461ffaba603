package dev.callsheet.identity.login;

import dev.callsheet.identity.mail.Mail;
import dev.callsheet.identity.mail.Mailer;
import dev.callsheet.identity.throttle.Throttle;
import dev.callsheet.identity.throttle.Throttle.Subject;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sends the mails that anybody can cause to be sent to any address, so many an hour to one address: further ones are
 * left out, and whoever asked does not learn it.
 */
@ApplicationScoped
public class MailLimit {

    private static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Throttle throttle;
    private final Mailer mailer;

    MailLimit(Throttle throttle, Mailer mailer) {
        this.throttle = throttle;
        this.mailer = mailer;
    }

    /** Does the work that ends in a mail, unless the address has had its share. */
    public Uni<Void> send(String email, Supplier<Uni<Mail>> mail) {
        return throttle.admits(new Subject("mail", email, MOST), WINDOW)
                .chain(admitted -> admitted
                        ? mail.get().chain(mailer::send)
                        : Uni.createFrom().voidItem());
    }
}
