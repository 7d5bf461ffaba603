package dev.callsheet.fleet.demo;

/** A step of the story did not end as it should; the message says what was expected and what came. */
public final class StepFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepFailedException(String message) {
        super(message);
    }
}
