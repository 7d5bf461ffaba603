package dev.callsheet.identity.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailMessage;

/** Somewhere that takes responsibility for a mail. */
interface MailTransport {

    /** Completes once the mail has been taken and would survive the end of this process. */
    Uni<Void> handOver(MailMessage message);
}
