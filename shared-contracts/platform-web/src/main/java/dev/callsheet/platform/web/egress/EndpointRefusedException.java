package dev.callsheet.platform.web.egress;

/** The URL or an address behind it may not be used; the message continues a sentence that begins with the field. */
public class EndpointRefusedException extends RuntimeException {

    public EndpointRefusedException(String message) {
        super(message);
    }
}
