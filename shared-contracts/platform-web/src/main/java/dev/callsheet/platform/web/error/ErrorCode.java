package dev.callsheet.platform.web.error;

/** Every code that an answer can carry, with its HTTP status (Sector Pro 7.2, PlanningHub, product decisions). */
public enum ErrorCode {
    VALIDATION_ERROR(400, "Invalid request parameters"),
    INVALID_JSON(400, "Malformed JSON body"),
    INVALID_TIME_RANGE(400, "Invalid time range"),
    UNAUTHORIZED(401, "Missing or invalid credential"),
    TOKEN_EXPIRED(401, "The credential has expired"),
    SECOND_FACTOR_REQUIRED(401, "A code of the second factor is required"),
    FORBIDDEN(403, "Insufficient permissions"),
    SCOPE_REQUIRED(403, "Missing required scope"),
    EMAIL_NOT_CONFIRMED(403, "The e-mail address has not been confirmed"),
    NOT_FOUND(404, "Resource not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "No acceptable representation"),
    CONFLICT(409, "Resource conflict"),
    ASSIGNMENT_CONFLICT(409, "Technician already assigned"),
    RESOURCE_CONFLICT(409, "Technician or equipment already booked"),
    PRECONDITION_FAILED(412, "The resource has changed"),
    PAYLOAD_TOO_LARGE(413, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    UNPROCESSABLE(422, "Business rule violated"),
    LABOR_LAW_VIOLATION(422, "Labour rule violated"),
    MAINTENANCE_OVERDUE(422, "Equipment needs maintenance"),
    SKILL_MISMATCH(422, "Technician not qualified"),
    RATE_LIMIT_EXCEEDED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The request headers are too large"),
    INTERNAL_ERROR(500, "Server error"),
    SERVICE_UNAVAILABLE(503, "Temporarily unavailable"),
    UPSTREAM_TIMEOUT(504, "A service did not answer in time");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    /** What the code means in general, in a few words; a message says what happened this time. */
    public String title() {
        return title;
    }
}
