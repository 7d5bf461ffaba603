package dev.callsheet.fleet.part;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.ServiceDescription;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How many secrets of a service another key than the given one still encrypts, as its metrics have it. */
public final class SecretsCount {

    private static final Pattern SAMPLE = Pattern.compile(
            "^callsheet_secrets_outdated\\{column=\"([^\"]+)\",key=\"([^\"]+)\"[^}]*} (\\S+)$", Pattern.MULTILINE);
    /** For what nobody has counted yet. */
    private static final long UNKNOWN = -1;

    private SecretsCount() {}

    /**
     * The columns that are not done, with what is left in each; -1 for one that has not been counted yet.
     *
     * @throws FleetException when the service does not answer
     */
    public static Map<String, Long> of(ServiceDescription service, String key) {
        String url = "http://localhost:" + service.managementPort() + "/q/metrics";
        try (InputStream metrics = URI.create(url).toURL().openStream()) {
            return read(service.name(), key, new String(metrics.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FleetException("The " + service.name() + " service shows no metrics at " + url + ".", e);
        }
    }

    static Map<String, Long> read(String service, String key, String metrics) {
        Map<String, Long> left = new TreeMap<>();
        boolean any = false;
        for (MatchResult sample : SAMPLE.matcher(metrics).results().toList()) {
            any = true;
            double count = Double.parseDouble(sample.group(3));
            boolean counted = sample.group(2).equals(key) && !Double.isNaN(count);
            if (!counted || count > 0) {
                left.put(service + ": " + sample.group(1), counted ? (long) count : UNKNOWN);
            }
        }
        if (!any) {
            left.put(service, UNKNOWN);
        }
        return left;
    }
}
