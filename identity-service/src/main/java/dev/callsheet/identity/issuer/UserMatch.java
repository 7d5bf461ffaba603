package dev.callsheet.identity.issuer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By what an issuer's user is found among ours. */
public enum UserMatch {
    /** The address, each time; whoever has it at the issuer is the user of that address. */
    @JsonProperty("email")
    EMAIL,
    /** The subject: found by the address the first time, and known by {@code sub} from then on. */
    @JsonProperty("sub")
    SUB
}
