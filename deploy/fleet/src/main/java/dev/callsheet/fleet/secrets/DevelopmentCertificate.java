package dev.callsheet.fleet.secrets;

import dev.callsheet.fleet.FleetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The certificate for HTTPS on localhost, signed by a certificate authority of this fleet alone. Made by the JDK's own
 * keytool at the first start. A client trusts it by trusting {@link #authority()}.
 */
public final class DevelopmentCertificate {

    private static final String PASSWORD = "callsheet";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private final Path directory;

    public DevelopmentCertificate(Path directory) {
        this.directory = directory;
    }

    /** PEM with the certificate of the authority. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    /** PEM with the server's certificate and its authority's. */
    public Path certificate() {
        return directory.resolve("server.pem");
    }

    /** PEM with the server's private key in PKCS 8. */
    public Path privateKey() {
        return directory.resolve("server-key.pem");
    }

    /** Makes authority and certificate unless they exist. */
    public void prepare() {
        if (Files.exists(authority()) && Files.exists(certificate()) && Files.exists(privateKey())) {
            return;
        }
        Path store = directory.resolve("development.p12");
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(store);
            keytool(
                    store,
                    "-alias ca -dname CN=Callsheet-development-authority -validity 3650"
                            + " -ext bc:critical=ca:true,pathlen:0 -ext ku:critical=keyCertSign,cRLSign");
            keytool(
                    store,
                    "-alias server -dname CN=localhost -validity 825 -signer ca"
                            + " -ext san=dns:localhost,ip:127.0.0.1 -ext ku:critical=digitalSignature"
                            + " -ext eku=serverAuth");
            export(store);
            Files.delete(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new FleetException("Could not make the certificate for HTTPS: " + e.getMessage(), e);
        }
    }

    private static void keytool(Path store, String options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(Arrays.asList(options.split(" ", -1)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void export(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD.toCharArray());
        }
        Key key = store.getKey("server", PASSWORD.toCharArray());
        PrivateFile.write(privateKey(), pem("PRIVATE KEY", key.getEncoded()));
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain("server")) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        PrivateFile.write(certificate(), chain.toString());
        PrivateFile.write(
                authority(), pem("CERTIFICATE", store.getCertificate("ca").getEncoded()));
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + PEM.encodeToString(content) + "\n-----END " + type + "-----\n";
    }
}
