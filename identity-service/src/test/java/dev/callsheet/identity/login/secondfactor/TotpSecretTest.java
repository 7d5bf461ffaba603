package dev.callsheet.identity.login.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTest {

    private static final TotpSecret OF_THE_RFC =
            new TotpSecret(Base32.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));

    /** RFC 6238, appendix B, of which six digits are the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void givesTheCodesOfTheRfc(long second, String code) {
        assertThat(OF_THE_RFC.codeAt(TotpSecret.stepAt(Instant.ofEpochSecond(second))))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void forgivesAClockThatIsOneStepOff(int stepsOff, boolean accepted) {
        // Given
        TotpSecret secret = TotpSecret.create();
        Instant now = Instant.parse("2026-06-01T10:00:15Z");
        String code = secret.codeAt(TotpSecret.stepAt(now) + stepsOff);

        // When / Then
        assertThat(secret.stepOf(code, now).isPresent()).isEqualTo(accepted);
    }

    @Test
    void aSecretSurvivesItsSpelling() {
        // Given
        byte[] bytes = "any bytes of whatever length".getBytes(StandardCharsets.US_ASCII);

        // When / Then
        assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
        assertThat(TotpSecret.create().base32()).hasSize(32).matches("[A-Z2-7]+");
    }

    @Test
    void theUriIsWhatAuthenticatorAppsRead() {
        assertThat(new TotpSecret("JBSWY3DPEHPK3PXP").uri("ana+tour@example.com"))
                .isEqualTo("otpauth://totp/Callsheet:ana%2Btour%40example.com?secret=JBSWY3DPEHPK3PXP"
                        + "&issuer=Callsheet&algorithm=SHA1&digits=6&period=30");
    }
}
