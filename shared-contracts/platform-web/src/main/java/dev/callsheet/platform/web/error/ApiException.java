package dev.callsheet.platform.web.error;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the client gets to see as it stands: code, message and details are part of the API. It carries no
 * stack trace, being an answer and not a fault.
 */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldViolation> details;
    private final transient Map<String, Object> members;
    private final @Nullable Duration retryAfter;

    public ApiException(ErrorCode code, String message) {
        this(code, message, List.of(), Map.of(), null);
    }

    private ApiException(
            ErrorCode code,
            String message,
            List<FieldViolation> details,
            Map<String, Object> members,
            @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.details = details;
        this.members = members;
        this.retryAfter = retryAfter;
    }

    /** 404: there is no such resource, or none that this organization may know of. */
    public static ApiException notFound(String type, UUID id) {
        return new ApiException(ErrorCode.NOT_FOUND, "There is no %s with id %s.".formatted(type, id));
    }

    /** 400 {@code VALIDATION_ERROR} with everything that is wrong. */
    public static ApiException invalid(List<FieldViolation> violations) {
        return new ApiException(
                ErrorCode.VALIDATION_ERROR, "Invalid request parameters", List.copyOf(violations), Map.of(), null);
    }

    /** 400 {@code VALIDATION_ERROR} for one field. */
    public static ApiException invalid(String field, String message) {
        return invalid(List.of(new FieldViolation(field, message)));
    }

    /** 503: try again after the given time. */
    public static ApiException unavailable(String message, Duration retryAfter) {
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, message).withRetryAfter(retryAfter);
    }

    public ApiException withDetail(String field, String message) {
        List<FieldViolation> more = Stream.concat(details.stream(), Stream.of(new FieldViolation(field, message)))
                .toList();
        return new ApiException(code, getMessage(), more, members, retryAfter);
    }

    /** Adds a member to the error object, such as {@code conflicts}. */
    public ApiException withMember(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new ApiException(code, getMessage(), details, more, retryAfter);
    }

    public ApiException withRetryAfter(Duration delay) {
        return new ApiException(code, getMessage(), details, members, delay);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public ErrorCode code() {
        return code;
    }

    public List<FieldViolation> details() {
        return details;
    }

    public Map<String, Object> members() {
        return members;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
