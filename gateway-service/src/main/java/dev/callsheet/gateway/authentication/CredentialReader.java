package dev.callsheet.gateway.authentication;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the credential out of a request's headers. What cannot possibly be one is refused here, so that garbage costs
 * neither a look-up nor a call.
 */
public final class CredentialReader {

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_TOKEN = 8192;

    private final ApiKeyFormat keys;

    public CredentialReader(ApiKeyFormat keys) {
        this.keys = keys;
    }

    /** What came of reading: a credential, or the reason why there is none. */
    public sealed interface Reading {
        /** There is a credential that the identity service can be asked about. */
        record Read(Credential credential) implements Reading {}

        /** There is none, or nothing that could be one. */
        record Unauthorized(String message) implements Reading {}

        /** The organization that was asked for cannot be one of the caller's. */
        record ForeignOrganization(String message) implements Reading {}
    }

    /**
     * Reads what a request presented.
     *
     * @param authorization all values of {@code Authorization}
     * @param organization all values of {@code X-Organization-ID}
     */
    public Reading read(List<String> authorization, List<String> organization) {
        if (authorization.isEmpty()) {
            return new Reading.Unauthorized(
                    "This path needs a credential. Send it as 'Authorization: Bearer <API key or access token>'.");
        }
        if (authorization.size() > 1) {
            return new Reading.Unauthorized(
                    "Authorization was sent %d times; send it once.".formatted(authorization.size()));
        }
        String value = authorization.getFirst();
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Reading.Unauthorized("Authorization must be 'Bearer <API key or access token>'.");
        }
        String text = value.substring(SCHEME.length()).strip();
        String complaint = keys.claimsToBeKey(text) ? complaintOfKey(text) : complaintOfToken(text);
        if (complaint != null) {
            return new Reading.Unauthorized(complaint);
        }
        if (organization.isEmpty()) {
            return new Reading.Read(new Credential(text, null));
        }
        /* A value that is no id names no organization, hence none that the caller belongs to. */
        UUID requested = organization.size() == 1 ? uuid(organization.getFirst()) : null;
        return requested == null
                ? new Reading.ForeignOrganization(
                        "X-Organization-ID must be the id of one organization that the credential belongs to.")
                : new Reading.Read(new Credential(text, requested.toString()));
    }

    private @Nullable String complaintOfKey(String text) {
        return keys.environmentOf(text).isPresent()
                ? null
                : "The API key is malformed: its length or checksum is wrong. Was it copied whole?";
    }

    private static @Nullable String complaintOfToken(String text) {
        if (text.length() > LONGEST_TOKEN) {
            return "The access token is longer than %d characters.".formatted(LONGEST_TOKEN);
        }
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                dots++;
            } else if (!isBase64Url(c)) {
                return "The credential is neither an API key nor an access token.";
            }
        }
        return dots == 2 ? null : "The credential is neither an API key nor an access token.";
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
