package dev.callsheet.fleet.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevelopmentCertificateTest {

    @TempDir
    private Path directory;

    @Test
    void namesThisMachineAndIsSignedByTheAuthority() throws IOException, GeneralSecurityException {
        // Given
        DevelopmentCertificate certificate = new DevelopmentCertificate(directory);

        // When
        certificate.prepare();

        // Then
        X509Certificate server = read(certificate.certificate());
        X509Certificate authority = read(certificate.authority());
        server.verify(authority.getPublicKey());
        assertThat(server.getSubjectAlternativeNames())
                .extracting(name -> name.get(1))
                .isEqualTo(List.of("localhost", "127.0.0.1"));
        assertThat(authority.getBasicConstraints()).isNotNegative();
        assertThat(certificate.privateKey()).content().startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void isMadeOnce() throws IOException {
        // Given
        DevelopmentCertificate certificate = new DevelopmentCertificate(directory);
        certificate.prepare();
        String first = Files.readString(certificate.certificate());

        // When
        certificate.prepare();

        // Then
        assertThat(certificate.certificate()).hasContent(first);
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream stream = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }
}
