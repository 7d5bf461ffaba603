package dev.callsheet.identity.issuer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which claims of an issuer's tokens say what. A name with dots leads into nested objects, unless a claim is called so. */
public record ClaimMapping(
        @Schema(description = "By what users are found; email where absent.") @Nullable UserMatch user,

        @Schema(description = "The claim with the address; email where absent.", examples = "email")
        @Size(min = 1, max = 200) @Nullable String email,

        @Schema(description = "The claim with the full name; name where absent.", examples = "name")
        @Size(min = 1, max = 200) @Nullable String name,

        @Schema(
                description = "The claim with the role or roles; absent where roles are kept here.",
                examples = "realm_access.roles")
        @Size(min = 1, max = 200) @Nullable String role,

        @Schema(
                description = "Our role for each value of that claim; the first that a token has counts.",
                examples = "{\"crew-chief\": \"house_tech\"}")
        @Size(max = 50) @Nullable Map<@NotBlank String, @NotBlank String> roles,

        @Schema(
                description = "The claim with the departments; absent where they are kept here.",
                examples = "departments")
        @Size(min = 1, max = 200) @Nullable String departments,

        @Schema(description = "A claim that must have the value of organization_value.", examples = "org_id")
        @Size(min = 1, max = 200) @Nullable String organization,

        @Schema(description = "What the claim named by organization must be.", examples = "org_aB3dE6")
        @Size(min = 1, max = 200) @Nullable String organizationValue) {

    static final ClaimMapping DEFAULT = new ClaimMapping(null, null, null, null, null, null, null, null);

    boolean matchesBySubject() {
        return user == UserMatch.SUB;
    }

    String emailClaim() {
        return email == null ? "email" : email;
    }

    String nameClaim() {
        return name == null ? "name" : name;
    }
}
