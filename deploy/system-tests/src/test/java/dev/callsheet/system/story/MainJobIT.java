package dev.callsheet.system.story;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.callsheet.fleet.demo.MainJob;
import dev.callsheet.fleet.demo.Narrator;
import dev.callsheet.system.contract.RecordingHttpClient;
import dev.callsheet.system.fleet.RunningFleet;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

class MainJobIT {

    @Test
    void anIntegratorGetsFromTheLoginToASignedWebhook() {
        // Given
        RunningFleet fleet = RunningFleet.shared();
        HttpClient http = new RecordingHttpClient(HttpClient.newHttpClient(), fleet.contract());

        // When / Then
        assertThatCode(() -> new MainJob(fleet.credentials(), new Narrator(System.out), http).play())
                .doesNotThrowAnyException();
    }
}
