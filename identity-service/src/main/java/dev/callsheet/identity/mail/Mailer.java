package dev.callsheet.identity.mail;

import dev.callsheet.platform.web.error.ApiException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Sends mails before the request that causes them is answered, so that an answer never promises a mail that nobody took.
 * Neither addresses nor texts are logged: the texts hold links that sign people in.
 */
@ApplicationScoped
public class Mailer {

    private static final Logger LOG = Logger.getLogger(Mailer.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final MailSettings settings;
    private final Optional<MailTransport> transport;

    Mailer(MailSettings settings, Vertx vertx) {
        this.settings = settings;
        this.transport = settings.smtp()
                .host()
                .<MailTransport>map(host -> new SmtpTransport(vertx, settings.smtp(), host))
                .or(() -> settings.directory().map(directory -> new DirectoryTransport(vertx, directory)));
    }

    void tellWhatIsMissing(@Observes StartupEvent started) {
        if (transport.isEmpty()) {
            LOG.warn("No mail can be sent, so nobody can register or reset a password: set callsheet.mail.smtp.host"
                    + " or callsheet.mail.directory");
        }
    }

    /**
     * Hands the mail over. Fails with {@code SERVICE_UNAVAILABLE} where nobody takes it.
     */
    public Uni<Void> send(Mail mail) {
        MailMessage message = new MailMessage()
                .setFrom(settings.from())
                .setTo(mail.to())
                .setSubject(mail.subject())
                .setText(mail.text());
        Context context = Vertx.currentContext();
        Executor back = context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
        return transport
                .map(taker -> taker.handOver(message))
                .orElseGet(() -> Uni.createFrom().failure(new IllegalStateException("No mail server is configured")))
                .emitOn(back)
                .onFailure()
                .invoke(failure -> LOG.errorf("A mail could not be handed over: %s", failure.toString()))
                .onFailure()
                .transform(failure -> ApiException.unavailable("Mail cannot be sent at the moment.", RETRY));
    }

    /** An address of the application, such as {@code https://.../confirm-email?token=...}, on a line of its own. */
    public String link(String page, String token) {
        return page(page) + "?token=" + token;
    }

    /** An address of the application that needs no token. */
    public String page(String page) {
        return settings.links().replaceFirst("/+$", "") + "/" + page;
    }
}
