package dev.callsheet.fleet.bootstrap;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.secrets.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How to reach and use the demo organization: the content of {@code credentials.json}. */
public record Credentials(
        @JsonProperty("base_url") String baseUrl,
        @JsonProperty("https_url") String httpsUrl,
        @JsonProperty("ca_certificate") String caCertificate,
        @JsonProperty("organization_id") String organizationId,
        @JsonProperty("admin_email") String adminEmail,
        @JsonProperty("admin_password") String adminPassword,
        @JsonProperty("live_key") String liveKey,
        @JsonProperty("test_key") String testKey) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The credentials of an earlier start; empty when there was none or the file cannot be understood. */
    public static Optional<Credentials> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(PrivateFile.read(file), Credentials.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The credentials of the running fleet. */
    public static Credentials require(Path file) {
        return read(file)
                .orElseThrow(
                        () -> new FleetException("There is no demo organization yet. Start the fleet: ./fleet up"));
    }

    public void write(Path file) {
        try {
            PrivateFile.write(file, JSON.writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same credentials for a fleet whose address or certificate has moved. */
    public Credentials at(String newBaseUrl, String newHttpsUrl, String newCaCertificate) {
        return new Credentials(
                newBaseUrl, newHttpsUrl, newCaCertificate, organizationId, adminEmail, adminPassword, liveKey, testKey);
    }
}
