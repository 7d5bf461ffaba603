package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a caller proved their identity with. */
public enum CredentialType {
    /** A key of an integrator (Sector Pro 2.1). */
    @JsonProperty("api_key")
    API_KEY,
    /** The access token of a user's session. */
    @JsonProperty("user")
    USER,
    /**
     * A token of an outside issuer that the organization trusts. It speaks for the person in this organization alone:
     * what is theirs everywhere, such as sessions and second factors, needs a session of their own.
     */
    @JsonProperty("outside_user")
    OUTSIDE_USER,
    /** A key that belongs to no person. */
    @JsonProperty("service_account")
    SERVICE_ACCOUNT,
    /** One of Callsheet's own services, calling another for one organization. */
    @JsonProperty("service")
    SERVICE;

    private final String spelling = name().toLowerCase(Locale.ROOT);

    /** As the API and the request log spell it. */
    public String spelling() {
        return spelling;
    }
}
