package dev.callsheet.webhook;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The product's schedule in fast motion, and receivers on this machine. */
public class QuickRetries implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "callsheet.webhooks.allowed.networks", "127.0.0.0/8,::1/128",
                "callsheet.webhooks.retries",
                        "200ms,200ms,200ms,200ms,200ms,200ms,200ms,200ms,200ms,200ms,200ms,200ms,200ms,200ms,200ms",
                "callsheet.webhooks.timeout", "2s",
                "callsheet.webhooks.patience", "1s",
                "callsheet.webhooks.concurrency-per-endpoint", "8",
                "callsheet.webhooks.poll-interval", "500ms",
                "callsheet.webhooks.silence-until-disabled", "0s");
    }
}
