package dev.callsheet.platform.web.error;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, so that the client learns of everything at once. Not thread-safe. */
public final class Violations {

    private final List<FieldViolation> found = new ArrayList<>();

    public Violations add(String field, String message) {
        found.add(new FieldViolation(field, message));
        return this;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether something is wrong with the field itself or a part of it. */
    public boolean concern(String field) {
        return found.stream()
                .map(FieldViolation::field)
                .anyMatch(name -> name.equals(field) || name.startsWith(field + ".") || name.startsWith(field + "["));
    }

    /**
     * Ends the collecting.
     *
     * @throws ApiException {@code VALIDATION_ERROR} when anything was found
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw ApiException.invalid(found);
        }
    }
}
