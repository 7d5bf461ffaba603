package dev.callsheet.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final byte[] BODY = "{\"type\":\"job.created\",\"title\":\"Montaje Teatro Principal, 1.er día\"}"
            .getBytes(StandardCharsets.UTF_8);

    @Test
    void anOffTheShelfLibraryVerifiesIt() {
        // Given
        SigningSecret secret = SigningSecret.generate();

        // When
        HttpHeaders headers = headers(secret);

        // Then
        assertThatCode(() -> new Webhook(secret.value()).verify(text(), headers))
                .doesNotThrowAnyException();
    }

    @Test
    void theLibraryRefusesAChangedBody() {
        // Given
        SigningSecret secret = SigningSecret.generate();
        HttpHeaders headers = headers(secret);

        // When / Then
        assertThatThrownBy(() -> new Webhook(secret.value()).verify(text().replace("job", "jab"), headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void aSecretOfTheCallersOwnVerifiesByItsBytes() {
        // Given
        SigningSecret secret = SigningSecret.of("correct horse battery staple");

        // When
        HttpHeaders headers = headers(secret);

        // Then
        byte[] key = secret.value().getBytes(StandardCharsets.UTF_8);
        assertThatCode(() -> new Webhook(key).verify(text(), headers)).doesNotThrowAnyException();
    }

    @Test
    void aSecretThatOnlyBeginsLikeOursIsTakenAsText() {
        // Given
        SigningSecret secret = SigningSecret.of("whsec_not base64 at all!");

        // When
        HttpHeaders headers = headers(secret);

        // Then
        byte[] key = secret.value().getBytes(StandardCharsets.UTF_8);
        assertThatCode(() -> new Webhook(key).verify(text(), headers)).doesNotThrowAnyException();
    }

    @Test
    void theSpecificationsSampleVerifiesIt() {
        // Given: computed with `openssl dgst -sha256 -hmac`
        SigningSecret secret = SigningSecret.of("your-webhook-secret");

        // When
        String signature = WebhookSignature.ofSpecification(secret, "{}".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(signature).isEqualTo("sha256=3f7df3cbc19203bbd06711309e31ed5fef13b99190551f64da0fe2f06c646935");
    }

    @Test
    void duringARotationBothSecretsVerify() {
        // Given
        SigningSecret before = SigningSecret.generate();
        SigningSecret after = SigningSecret.generate();

        // When
        Map<String, String> headers =
                WebhookSignature.headers(List.of(before, after), "evt", "job.created", Instant.now(), BODY);

        // Then
        HttpHeaders received = asReceived(headers);
        assertThatCode(() -> new Webhook(before.value()).verify(text(), received))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(after.value()).verify(text(), received))
                .doesNotThrowAnyException();
        assertThat(headers).containsEntry("X-Webhook-Signature", WebhookSignature.ofSpecification(before, BODY));
    }

    @Test
    void aSecretIsNeverPrinted() {
        SigningSecret secret = SigningSecret.generate();

        assertThat(secret.value()).matches("whsec_[A-Za-z0-9+/]{32}");
        assertThat(secret.toString()).doesNotContain(secret.value().substring(6));
    }

    private static HttpHeaders headers(SigningSecret secret) {
        return asReceived(WebhookSignature.headers(List.of(secret), "evt", "job.created", Instant.now(), BODY));
    }

    private static HttpHeaders asReceived(Map<String, String> headers) {
        return HttpHeaders.of(
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
                (name, value) -> true);
    }

    private static String text() {
        return new String(BODY, StandardCharsets.UTF_8);
    }
}
