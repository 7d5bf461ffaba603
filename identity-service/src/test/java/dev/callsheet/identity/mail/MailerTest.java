package dev.callsheet.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Mail MAIL = new Mail("ana@example.com", "Grüße aus Málaga", """
            Hola Ana,

            http://localhost:8080/confirm-email?token=confirm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA

            Até já
            """);

    private final Vertx vertx = Vertx.vertx();
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anSmtpServerGetsTheMailBeforeTheSenderGoesOn() throws Exception {
        // Given
        server.start();
        Mailer mailer = new Mailer(smtp(server.getSmtp().getPort(), null), vertx);

        // When
        mailer.send(MAIL).await().atMost(PATIENCE);

        // Then
        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Grüße aus Málaga");
        assertThat(received.getFrom()[0]).hasToString("Callsheet <no-reply@example.com>");
        assertThat(received.getContentType()).startsWith("text/plain");
        assertThat(received.getEncoding()).isIn("quoted-printable", "7bit");
        assertThat(((String) received.getContent()).lines())
                .containsExactlyElementsOf(MAIL.text().lines().toList());
    }

    @Test
    void anSmtpServerThatAsksForALoginGetsIt() throws Exception {
        // Given
        server.start();
        GreenMailUser account = server.setUser("callsheet@example.com", "callsheet", "s3cret");
        Mailer mailer = new Mailer(smtp(server.getSmtp().getPort(), account.getPassword()), vertx);

        // When
        mailer.send(MAIL).await().atMost(PATIENCE);

        // Then
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void anSmtpServerThatIsAwayRefusesTheRequest() {
        // Given
        server.start();
        int port = server.getSmtp().getPort();
        server.stop();
        Mailer mailer = new Mailer(smtp(port, null), vertx);

        // When / Then
        assertThatThrownBy(() -> mailer.send(MAIL).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void aDirectoryGetsOneFileForEachMailAndOnlyItsOwnerReadsIt() throws Exception {
        // Given
        Mailer mailer = new Mailer(settings(Optional.of(directory), Optional.empty(), 0, null), vertx);

        // When
        mailer.send(MAIL).await().atMost(PATIENCE);
        mailer.send(MAIL).await().atMost(PATIENCE);

        // Then
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.toList();
        }
        assertThat(files).hasSize(2).allMatch(file -> file.toString().endsWith(".eml"));
        assertThat(Files.getPosixFilePermissions(files.getFirst()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String raw = Files.readString(files.getFirst(), StandardCharsets.US_ASCII);
        assertThat(raw).contains("\r\n\r\n").doesNotContainPattern("(?<!\r)\n").contains("To: ana@example.com");
    }

    @Test
    void withoutServerAndDirectoryNobodyPromisesAMail() {
        // Given
        Mailer mailer = new Mailer(settings(Optional.empty(), Optional.empty(), 0, null), vertx);

        // When / Then
        assertThatThrownBy(() -> mailer.send(MAIL).await().atMost(PATIENCE)).isInstanceOf(ApiException.class);
    }

    private MailSettings smtp(int port, @Nullable String password) {
        return settings(Optional.of(directory), Optional.of("127.0.0.1"), port, password);
    }

    private static MailSettings settings(
            Optional<Path> directory, Optional<String> host, int port, @Nullable String password) {
        return new Settings(
                "Callsheet <no-reply@example.com>",
                "http://localhost:8080/",
                directory,
                new Server(
                        host,
                        port,
                        Optional.ofNullable(password).map(any -> "callsheet"),
                        Optional.ofNullable(password)));
    }

    private record Settings(String from, String links, Optional<Path> directory, Smtp smtp) implements MailSettings {}

    private record Server(Optional<String> host, int port, Optional<String> username, Optional<String> password)
            implements MailSettings.Smtp {

        @Override
        public boolean tls() {
            return false;
        }

        @Override
        public StartTLSOptions starttls() {
            return StartTLSOptions.OPTIONAL;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }
    }
}
