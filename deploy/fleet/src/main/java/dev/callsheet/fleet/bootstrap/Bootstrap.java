package dev.callsheet.fleet.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.InternalCaller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an organization with its admin by asking the running identity service, which admits the launcher by its
 * signature. Making one that exists changes nothing.
 */
public final class Bootstrap {

    private static final String DEMO_ORGANIZATION = "Gira Producciones";
    private static final String DEMO_ADMIN = "admin@demo.callsheet.dev";
    private static final String DEMO_ADMIN_NAME = "Lucía Ferrer";

    private final Fleet fleet;

    public Bootstrap(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * What to make.
     *
     * @param adminPassword null to have one generated
     * @param demo with the plan {@code enterprise} and a live and a test key that may do everything
     * @param renew sets a new password and makes new keys where the organization exists
     */
    public record Wish(
            String organization,
            String adminEmail,
            @Nullable String adminFullName,
            @Nullable String adminPassword,
            @Nullable String timeZone,
            boolean demo,
            boolean renew) {}

    /** The demo organization's credentials: those of the first start, or new ones where they were lost. */
    public Credentials demo() {
        ServiceDescription gateway = fleet.catalog().get(ServiceDescription.GATEWAY);
        String baseUrl = fleet.environment().publicUrl();
        String httpsUrl = "https://localhost:" + gateway.tlsPort();
        String authority = fleet.certificate().authority().toString();
        Credentials credentials = Credentials.read(fleet.home().credentials())
                .map(known -> known.at(baseUrl, httpsUrl, authority))
                .orElseGet(() -> {
                    // Whatever the organization's secrets were, nobody has them any more.
                    JsonNode made = make(new Wish(
                            DEMO_ORGANIZATION, DEMO_ADMIN, DEMO_ADMIN_NAME, null, "Europe/Madrid", true, true));
                    return new Credentials(
                            baseUrl,
                            httpsUrl,
                            authority,
                            made.required("organization_id").asText(),
                            made.required("admin_email").asText(),
                            made.required("admin_password").asText(),
                            made.required("live_key").asText(),
                            made.required("test_key").asText());
                });
        credentials.write(fleet.home().credentials());
        return credentials;
    }

    /** Makes the organization and returns identity's answer. */
    public JsonNode make(Wish wish) {
        Map<String, Object> body = new HashMap<>();
        body.put("organization_name", wish.organization());
        body.put("admin_email", wish.adminEmail());
        body.put("demo", wish.demo());
        body.put("renew", wish.renew());
        putIfPresent(body, "admin_full_name", wish.adminFullName());
        putIfPresent(body, "admin_password", wish.adminPassword());
        putIfPresent(body, "time_zone", wish.timeZone());
        return new InternalCaller(fleet)
                .call("POST", fleet.catalog().get(ServiceDescription.IDENTITY), "/internal/v1/bootstrap", body);
    }

    private static void putIfPresent(Map<String, Object> body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
