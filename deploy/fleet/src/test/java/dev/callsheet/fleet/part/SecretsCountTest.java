package dev.callsheet.fleet.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsCountTest {

    private static final String METRICS = """
            # TYPE callsheet_secrets_outdated gauge
            callsheet_secrets_outdated{column="webhook.secret",key="k2"} %s
            callsheet_secrets_outdated{column="webhook.auth_header",key="k2"} 0.0
            """;

    @Test
    void namesWhatIsLeft() {
        assertThat(SecretsCount.read("webhook", "k2", METRICS.formatted("12.0")))
                .containsExactlyEntriesOf(java.util.Map.of("webhook: webhook.secret", 12L));
    }

    @Test
    void isEmptyWhenNothingIsLeft() {
        assertThat(SecretsCount.read("webhook", "k2", METRICS.formatted("0.0"))).isEmpty();
    }

    @Test
    void takesWhatHasNotBeenCountedForUnknown() {
        assertThat(SecretsCount.read("webhook", "k2", METRICS.formatted("NaN")))
                .containsExactlyEntriesOf(java.util.Map.of("webhook: webhook.secret", -1L));
    }

    @Test
    void takesACountForAnotherKeyForUnknown() {
        assertThat(SecretsCount.read("webhook", "k3", METRICS.formatted("0.0"))).hasSize(2);
    }

    @Test
    void takesAServiceWithoutCountsForUnknown() {
        assertThat(SecretsCount.read("crew", "k2", "")).containsEntry("crew", -1L);
    }
}
