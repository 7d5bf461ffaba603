package dev.callsheet.fleet.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InternalKeysTest {

    private static final Principal LAUNCHER = new Principal(
            new UUID(0, 1),
            CredentialType.SERVICE,
            null,
            new UUID(0, 0),
            "live",
            "none",
            Set.of("admin:*"),
            Set.of(),
            Set.of("timesheets"),
            "unlimited",
            "enterprise",
            "UTC",
            "fleet",
            null);

    @TempDir
    private Path directory;

    @Test
    void signsTokensThatTheKeySetVerifies() throws IOException, GeneralSecurityException {
        // Given
        InternalKeys keys = new InternalKeys(directory);
        keys.prepare(List.of("identity-service"));

        // When
        String[] token = keys.launcherToken(LAUNCHER).split("\\.", -1);

        // Then
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(publicKey("fleet"));
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token[1]));
        assertThat(claims.get("iss").asText()).isEqualTo("fleet");
        assertThat(new ObjectMapper().treeToValue(claims.get("principal"), Principal.class))
                .isEqualTo(LAUNCHER);
    }

    @Test
    void keepsPrivateKeysOutOfTheSet() throws IOException {
        // Given
        InternalKeys keys = new InternalKeys(directory);

        // When
        keys.prepare(List.of("identity-service"));

        // Then
        JsonNode set = new ObjectMapper().readTree(Files.readString(keys.keySetFile()));
        assertThat(set.get("keys"))
                .hasSize(2)
                .allSatisfy(key -> assertThat(key.has("d")).isFalse());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.keyFile("identity-service"))))
                .isEqualTo("rw-------");
    }

    @Test
    void addsTheKeyOfANewModuleAndKeepsTheOthers() throws IOException {
        // Given
        InternalKeys keys = new InternalKeys(directory);
        keys.prepare(List.of("identity-service"));
        String before = Files.readString(keys.keyFile("identity-service"));

        // When
        keys.prepare(List.of("identity-service", "crew-service"));

        // Then
        assertThat(Files.readString(keys.keyFile("identity-service"))).isEqualTo(before);
        assertThat(Files.readString(keys.keySetFile())).contains("\"kid\":\"crew-service\"");
    }

    private PublicKey publicKey(String module) throws IOException, GeneralSecurityException {
        JsonNode set = new ObjectMapper().readTree(Files.readString(directory.resolve("jwks.json")));
        for (JsonNode key : set.get("keys")) {
            if (key.get("kid").asText().equals(module)) {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec("secp256r1"));
                ECPoint point = new ECPoint(number(key, "x"), number(key, "y"));
                return KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
            }
        }
        throw new AssertionError("no key of " + module);
    }

    private static BigInteger number(JsonNode key, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(field).asText()));
    }
}
