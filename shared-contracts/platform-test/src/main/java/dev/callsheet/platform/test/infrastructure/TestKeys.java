package dev.callsheet.platform.test.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key pair for each module that a test may speak for, and a key for secrets at rest, new in every run. */
final class TestKeys {

    /** Where the private keys are: {@code <module>.jwk}. */
    static final String DIRECTORY = "callsheet.test.keys";

    private static final List<String> MODULES = List.of("gateway-service", "fleet", "stranger", "service-under-test");

    private TestKeys() {}

    /** The settings that a service needs to find its keys. */
    static Map<String, String> create() {
        try {
            Path directory = Files.createTempDirectory("callsheet-keys-");
            directory.toFile().deleteOnExit();
            List<JsonWebKey> trusted = new ArrayList<>();
            for (String module : MODULES) {
                EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
                key.setKeyId(module);
                write(directory.resolve(module + ".jwk"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
                if (!module.equals("stranger")) {
                    trusted.add(key);
                }
            }
            Path jwks = directory.resolve("jwks.json");
            write(jwks, new JsonWebKeySet(trusted).toJson(OutputControlLevel.PUBLIC_ONLY));
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            return Map.of(
                    DIRECTORY,
                    directory.toString(),
                    "callsheet.internal.key.file",
                    directory.resolve("service-under-test.jwk").toString(),
                    "callsheet.internal.jwks.file",
                    jwks.toString(),
                    "callsheet.encryption.keys",
                    "test:" + Base64.getEncoder().encodeToString(secret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Files are deleted before their directory: the JVM goes backwards through what it was told to delete. */
    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        file.toFile().deleteOnExit();
    }
}
