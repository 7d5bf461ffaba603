package dev.callsheet.gateway.authentication;

import dev.callsheet.contracts.identity.Admission;

/** What the identity service said about a credential. */
public sealed interface Answer {

    /** The credential is good, and this is who holds it. */
    record Admitted(Admission admission) implements Answer {}

    /** The credential is not good, and saying so again in a few seconds would be no mistake. */
    record Refused(Reason reason, String message) implements Answer {}

    /** Nobody could be asked. */
    record Unavailable() implements Answer {}

    /** Why a credential was refused. */
    enum Reason {
        /** Nobody has such a credential, and nobody ever had. */
        UNKNOWN,
        /** It was good once, and was taken back. */
        REVOKED,
        TOKEN_EXPIRED,
        FORBIDDEN
    }
}
