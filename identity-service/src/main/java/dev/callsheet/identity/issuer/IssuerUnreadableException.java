package dev.callsheet.identity.issuer;

/** What an issuer publishes could not be read; the message continues a sentence that begins with its URL. */
class IssuerUnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IssuerUnreadableException(String message) {
        super(message, null, false, false);
    }
}
