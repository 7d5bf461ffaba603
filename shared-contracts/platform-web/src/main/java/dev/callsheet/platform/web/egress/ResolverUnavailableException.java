package dev.callsheet.platform.web.egress;

/** Our own name server did not answer: nothing is known about the endpoint, so nothing is held against it. */
public class ResolverUnavailableException extends RuntimeException {

    public ResolverUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
