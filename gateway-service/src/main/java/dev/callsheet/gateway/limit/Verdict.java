package dev.callsheet.gateway.limit;

/** Whether a request may go on. */
public sealed interface Verdict {

    /** No limit applies to it. */
    record Unlimited() implements Verdict {}

    /** It has been counted. */
    record Admitted(Standing standing) implements Verdict {}

    /** A limit is used up until {@link Standing#resetsAt}. */
    record Refused(Standing standing) implements Verdict {}
}
