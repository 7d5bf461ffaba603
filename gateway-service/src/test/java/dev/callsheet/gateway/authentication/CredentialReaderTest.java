package dev.callsheet.gateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.gateway.authentication.CredentialReader.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialReaderTest {

    private static final String KEY = "sp_live_abcdefghijklmnopqrstuvwxyz405Y5J";
    private static final String ORGANIZATION = "01900000-0000-7000-8000-000000000003";

    private final CredentialReader reader = new CredentialReader(new ApiKeyFormat("sp"));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + KEY, "bearer " + KEY, "Bearer  " + KEY + " "})
    void readsAKey(String header) {
        // When
        Reading reading = reader.read(List.of(header), List.of());

        // Then
        assertThat(reading).isEqualTo(new Reading.Read(new Credential(KEY, null)));
    }

    @Test
    void readsATokenAndTheOrganizationAskedFor() {
        // When
        Reading reading = reader.read(
                List.of("Bearer eyJh.eyJz.c2ln-_"), List.of(ORGANIZATION.toUpperCase(java.util.Locale.ROOT)));

        // Then
        assertThat(reading).isEqualTo(new Reading.Read(new Credential("eyJh.eyJz.c2ln-_", ORGANIZATION)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic dXNlcjpwYXNz",
                KEY,
                "Bearer sp_live_abcdefghijklmnopqrstuvwxyz405Y5K",
                "Bearer sp_live_",
                "Bearer nonsense",
                "Bearer a.b",
                "Bearer a.b.c.d",
                "Bearer a.b c.d",
                "Bearer a.b.c\u00e9",
            })
    void refusesGarbageWithoutALookUp(String header) {
        // When
        Reading reading = reader.read(List.of(header), List.of());

        // Then
        assertThat(reading).isInstanceOf(Reading.Unauthorized.class);
    }

    @Test
    void refusesAnEndlessToken() {
        // When
        Reading reading = reader.read(List.of("Bearer a.b." + "c".repeat(9_000)), List.of());

        // Then
        assertThat(reading).isInstanceOf(Reading.Unauthorized.class);
    }

    @Test
    void refusesTwoCredentials() {
        // When
        Reading reading = reader.read(List.of("Bearer " + KEY, "Bearer " + KEY), List.of());

        // Then
        assertThat(reading).isInstanceOf(Reading.Unauthorized.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "1-1-1-1-1", ORGANIZATION + "0"})
    void takesAnOrganizationThatIsNoIdForAForeignOne(String organization) {
        // When
        Reading reading = reader.read(List.of("Bearer " + KEY), List.of(organization));

        // Then
        assertThat(reading).isInstanceOf(Reading.ForeignOrganization.class);
    }

    @Test
    void showsNoCredentialInItsText() {
        // Given
        Credential credential = new Credential(KEY, ORGANIZATION);

        // When / Then
        assertThat(credential.toString()).doesNotContain("abcdef").doesNotContain(ORGANIZATION);
        assertThat(new Credential(KEY, null).digest()).isNotEqualTo(credential.digest());
    }
}
