package dev.callsheet.fleet.secrets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.Principal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The keys with which Callsheet's processes sign the tokens they send each other: one EC key on P-256 for each module,
 * as a JWK that only its module is given, and the set of all public keys, which everybody is given.
 */
public final class InternalKeys {

    /** The launcher's own name as an issuer. */
    public static final String LAUNCHER = "fleet";

    private static final String CURVE = "secp256r1";
    private static final int COORDINATE_BYTES = 32;
    private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(60);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private final Path directory;

    public InternalKeys(Path directory) {
        this.directory = directory;
    }

    /** The file with a module's private key. */
    public Path keyFile(String module) {
        return directory.resolve(module + ".jwk");
    }

    /** The file with all public keys. */
    public Path keySetFile() {
        return directory.resolve("jwks.json");
    }

    /** Makes the keys that are missing and writes the set when it has changed. */
    public void prepare(List<String> modules) {
        List<Map<String, String>> publicKeys = Stream.concat(modules.stream(), Stream.of(LAUNCHER))
                .map(this::publicKey)
                .toList();
        String keySet = write(Map.of("keys", publicKeys));
        if (!Files.exists(keySetFile()) || !PrivateFile.read(keySetFile()).equals(keySet)) {
            PrivateFile.write(keySetFile(), keySet);
        }
    }

    /** A token with which the launcher may speak to a service for a minute, as the given caller. */
    public String launcherToken(Principal principal) {
        return token(LAUNCHER, principal);
    }

    /** A token as one of the modules makes them: whoever runs the fleet on a machine has the keys of all. */
    public String token(String module, Principal principal) {
        Instant now = Instant.now();
        String header = write(Map.of("alg", "ES256", "typ", "callsheet-internal+jwt", "kid", module));
        String claims = write(new Claims(
                module,
                "callsheet-internal",
                now.getEpochSecond(),
                now.plus(TOKEN_LIFETIME).getEpochSecond(),
                principal));
        String signed =
                encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey(module));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The token of " + module + " cannot be signed", e);
        }
    }

    private Map<String, String> publicKey(String module) {
        JsonNode key = read(PrivateFile.readOrMake(keyFile(module), () -> write(generate(module))));
        Map<String, String> publicKey = new LinkedHashMap<>();
        for (String field : List.of("kty", "crv", "kid", "use", "alg", "x", "y")) {
            publicKey.put(field, key.required(field).asText());
        }
        return publicKey;
    }

    private static Map<String, String> generate(String module) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
            Map<String, String> key = new LinkedHashMap<>();
            key.put("kty", "EC");
            key.put("crv", "P-256");
            key.put("kid", module);
            key.put("use", "sig");
            key.put("alg", "ES256");
            key.put("x", coordinate(publicKey.getW().getAffineX()));
            key.put("y", coordinate(publicKey.getW().getAffineY()));
            key.put("d", coordinate(((ECPrivateKey) pair.getPrivate()).getS()));
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK makes no keys on P-256", e);
        }
    }

    private PrivateKey privateKey(String module) throws GeneralSecurityException {
        JsonNode key = read(PrivateFile.read(keyFile(module)));
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        BigInteger secret = new BigInteger(
                1, Base64.getUrlDecoder().decode(key.required("d").asText()));
        return KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(secret, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    /** A JWK gives numbers at the full length of the curve, with leading zeros and without a sign. */
    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
        return encode(padded);
    }

    private static String encode(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    private JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A key below " + directory + " is no JSON", e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By their names in a JWT, in seconds since 1970. */
    private record Claims(String iss, String aud, long iat, long exp, Principal principal) {}
}
