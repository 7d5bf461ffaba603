package dev.callsheet.platform.web.envelope;

/** Attributes of a resource that changes: their version goes into the entity tag. */
public interface Versioned {
    long version();
}
