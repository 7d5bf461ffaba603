package dev.callsheet.identity.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.mail.StartTLSOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where mails go and where their links lead. */
@ConfigMapping(prefix = "callsheet.mail")
public interface MailSettings {

    /** The sender of every mail. */
    @WithDefault("Callsheet <no-reply@localhost>")
    String from();

    /** The application that the links in mails open; {@code /confirm-email?token=...} and the like are appended. */
    String links();

    /** A directory that takes each mail as a file; used where no SMTP server is named. */
    Optional<Path> directory();

    /** The server that takes the mails. */
    Smtp smtp();

    /** The server that takes the mails. */
    interface Smtp {
        /** Its name; absent where mails are written to a directory. */
        Optional<String> host();

        @WithDefault("587")
        int port();

        /** Whether the connection is encrypted from its first byte, as port 465 expects. */
        @WithDefault("false")
        boolean tls();

        /** Whether a plain connection must, may or must not become an encrypted one. */
        @WithDefault("required")
        StartTLSOptions starttls();

        /** Absent where the server asks for no login. */
        Optional<String> username();

        Optional<String> password();

        /** How long a mail may take before the request that causes it is refused. */
        @WithDefault("10s")
        Duration timeout();
    }
}
