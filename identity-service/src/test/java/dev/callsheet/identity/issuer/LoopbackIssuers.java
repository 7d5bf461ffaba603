package dev.callsheet.identity.issuer;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Issuers on this machine are allowed, and their keys grow old fast. */
public class LoopbackIssuers implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "callsheet.issuers.allowed.networks", "127.0.0.0/8",
                "callsheet.issuers.keys-fresh", "300ms",
                "callsheet.issuers.between-fetches", "200ms",
                "callsheet.issuers.timeout", "4s");
    }
}
