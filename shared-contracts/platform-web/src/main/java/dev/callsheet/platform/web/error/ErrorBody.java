package dev.callsheet.platform.web.error;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of every refusal (Sector Pro 7.1), or the same as a problem document (RFC 9457). */
public record ErrorBody(
        @JsonProperty("success") boolean success,
        @JsonProperty("error") Detail error) {

    public static final String PROBLEM_JSON = "application/problem+json";

    /** The media type of the body that {@link #entityFor} gives. */
    public static String mediaTypeFor(@Nullable String accept) {
        return accept != null && accept.contains(PROBLEM_JSON) ? PROBLEM_JSON : "application/json";
    }

    public static ErrorBody of(ApiException refusal, @Nullable String requestId) {
        Duration delay = refusal.retryAfter();
        return new ErrorBody(
                false,
                new Detail(
                        refusal.code(),
                        refusal.getMessage(),
                        refusal.details().isEmpty() ? null : refusal.details(),
                        delay == null ? null : retrySeconds(delay),
                        requestId,
                        refusal.members()));
    }

    /** The value of {@code Retry-After}: whole seconds, rounded up, at least one. */
    public static long retrySeconds(Duration delay) {
        return Math.max(1, (delay.toMillis() + 999) / 1000);
    }

    /** What to serialize for a client that sent this {@code Accept} header. */
    public Object entityFor(@Nullable String accept) {
        return mediaTypeFor(accept).equals(PROBLEM_JSON) ? asProblem() : this;
    }

    private Map<String, Object> asProblem() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", error.code.title());
        problem.put("status", error.code.status());
        problem.put("detail", error.message);
        problem.put("code", error.code.name());
        if (error.details != null) {
            problem.put("errors", error.details);
        }
        if (error.retryAfter != null) {
            problem.put("retry_after", error.retryAfter);
        }
        if (error.requestId != null) {
            problem.put("request_id", error.requestId);
        }
        problem.putAll(error.members);
        return problem;
    }

    /** The error itself. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Detail(
            @JsonIgnore ErrorCode code,
            @JsonProperty("message") String message,
            @JsonProperty("details") @Nullable List<FieldViolation> details,
            @JsonProperty("retry_after") @Nullable Long retryAfter,
            @JsonProperty("request_id") @Nullable String requestId,
            @JsonIgnore Map<String, Object> members) {

        /** Spelled as the constant, whatever the mapper does with other enums. */
        @JsonProperty("code")
        public String codeName() {
            return code.name();
        }

        @JsonAnyGetter
        public Map<String, Object> furtherMembers() {
            return members;
        }
    }
}
