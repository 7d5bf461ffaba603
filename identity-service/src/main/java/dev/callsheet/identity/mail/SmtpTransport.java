package dev.callsheet.identity.mail;

import dev.callsheet.identity.mail.MailSettings.Smtp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;

/** Hands mails to an SMTP server over a small pool of connections. */
final class SmtpTransport implements MailTransport {

    private static final int CONNECTIONS = 4;

    private final MailClient client;
    private final Smtp settings;

    SmtpTransport(Vertx vertx, Smtp settings, String host) {
        this.settings = settings;
        MailConfig config = new MailConfig()
                .setHostname(host)
                .setPort(settings.port())
                .setSsl(settings.tls())
                .setStarttls(settings.starttls())
                .setMaxPoolSize(CONNECTIONS)
                .setLogin(settings.username().isPresent() ? LoginOption.REQUIRED : LoginOption.NONE);
        config.setConnectTimeout((int) settings.timeout().toMillis());
        settings.username().ifPresent(config::setUsername);
        settings.password().ifPresent(config::setPassword);
        this.client = MailClient.create(vertx, config);
    }

    @Override
    public Uni<Void> handOver(MailMessage message) {
        return Uni.createFrom()
                .completionStage(() -> client.sendMail(message).toCompletionStage())
                .ifNoItem()
                .after(settings.timeout())
                .fail()
                .replaceWithVoid();
    }
}
