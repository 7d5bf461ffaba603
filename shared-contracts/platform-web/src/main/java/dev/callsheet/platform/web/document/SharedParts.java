package dev.callsheet.platform.web.document;

import static dev.callsheet.platform.web.document.SchemaCatalog.closedObject;
import static dev.callsheet.platform.web.document.SchemaCatalog.reference;
import static dev.callsheet.platform.web.document.SchemaCatalog.simple;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import dev.callsheet.platform.web.envelope.Links;
import dev.callsheet.platform.web.envelope.Meta;
import dev.callsheet.platform.web.error.ErrorBody;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.error.FieldViolation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What many routes have in common, each part added to the document when the first route refers to it. */
final class SharedParts {

    private static final String EXAMPLE_REQUEST = "req_5f1c9a20b7d34e68a1f2";

    /** The names of the answers that refuse, by status. */
    private static final Map<Integer, String> REFUSALS = Map.ofEntries(
            Map.entry(400, "BadRequest"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "NotFound"),
            Map.entry(405, "MethodNotAllowed"),
            Map.entry(406, "NotAcceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "PreconditionFailed"),
            Map.entry(413, "PayloadTooLarge"),
            Map.entry(415, "UnsupportedMediaType"),
            Map.entry(422, "Unprocessable"),
            Map.entry(429, "TooManyRequests"),
            Map.entry(431, "HeadersTooLarge"),
            Map.entry(500, "InternalError"),
            Map.entry(503, "ServiceUnavailable"),
            Map.entry(504, "UpstreamTimeout"));

    private static final Map<String, Schema> HEADER_SCHEMAS = Map.ofEntries(
            Map.entry("X-Request-ID", text("The id of the call: the caller's own when it sent a sane one.")),
            Map.entry("X-API-Version", text("The version of the API that the answer was given in.")),
            Map.entry("ETag", text("The version and content of the resource, for If-Match and If-None-Match.")),
            Map.entry("Location", text("Where the new resource is found.").format("uri-reference")),
            Map.entry("Idempotency-Replayed", text("true when this is the stored answer to an earlier request.")),
            Map.entry("Retry-After", whole("Seconds to wait before the next attempt.", 1)),
            Map.entry("X-RateLimit-Limit", whole("Requests that the window admits.", 0)),
            Map.entry("X-RateLimit-Remaining", whole("Requests that are left in the window.", 0)),
            Map.entry("X-RateLimit-Reset", whole("When the window ends, in seconds since 1970.", 0)),
            Map.entry("X-RateLimit-Tier", text("The tier that the limits come from.")),
            Map.entry("RateLimit", text("What is left of each limit and until when (IETF RateLimit fields).")),
            Map.entry("RateLimit-Policy", text("The limits that hold (IETF RateLimit fields).")),
            Map.entry("WWW-Authenticate", text("How to authenticate.")),
            Map.entry("Deprecation", text("Since when the operation is deprecated (RFC 9745).")),
            Map.entry("Sunset", text("When the operation goes away (RFC 8594).")),
            Map.entry("Link", text("Where the deprecation is explained.")));

    private static final Map<String, Parameter> PARAMETERS = Map.ofEntries(
            Map.entry(
                    "ApiVersion",
                    header("X-API-Version", simple(SchemaType.STRING, "date"))
                            .description("The version of the API by its day; the newest without it.")),
            Map.entry(
                    "RequestId",
                    header("X-Request-ID", text(null).pattern("^[A-Za-z0-9._-]{1,128}$"))
                            .description("An id of your own for the call; it comes back, and is in logs and events.")),
            Map.entry(
                    "OrganizationId",
                    header("X-Organization-ID", simple(SchemaType.STRING, "uuid"))
                            .description("Picks among the organizations of a user.")),
            Map.entry(
                    "IdempotencyKey",
                    header("X-Idempotency-Key", text(null).minLength(1).maxLength(255))
                            .description("The same key and body within 24 hours give the stored answer again.")),
            Map.entry(
                    "IfMatch",
                    header("If-Match", text(null))
                            .description("The ETag that the change is meant for; 412 when the resource has moved on.")),
            Map.entry(
                    "IfNoneMatch",
                    header("If-None-Match", text(null))
                            .description("ETags that are known already; 304 for one of them.")),
            Map.entry(
                    "Page",
                    query("page", whole(null, 1).defaultValue(1)).description("The page, from 1; not with a cursor.")),
            Map.entry("PerPage", query("per_page", pageSize()).description("How many a page has.")),
            Map.entry(
                    "Limit",
                    query("limit", pageSize()).description("The same as per_page; alone it chooses the cursor style.")),
            Map.entry(
                    "Cursor",
                    query("cursor", text(null))
                            .description("Goes on where meta.next_cursor said; empty for the start.")),
            Map.entry(
                    "Order",
                    query("order", text(null).enumeration(List.of("asc", "desc")))
                            .description("The direction of what sort names without a minus.")),
            Map.entry(
                    "Count",
                    query("count", simple(SchemaType.BOOLEAN, null).defaultValue(true))
                            .description("false leaves out the total.")),
            Map.entry(
                    "Search",
                    query("search", text(null).minLength(1))
                            .description("Words that begin so, in the fields that matter.")));

    private final SchemaCatalog schemas;
    private final Map<String, Header> headers = new TreeMap<>();
    private final Map<String, Parameter> parameters = new TreeMap<>();
    private final Map<String, APIResponse> responses = new TreeMap<>();

    SharedParts(SchemaCatalog schemas) {
        this.schemas = schemas;
    }

    Map<String, Header> headers() {
        return headers;
    }

    Map<String, Parameter> parameters() {
        return parameters;
    }

    Map<String, APIResponse> responses() {
        return responses;
    }

    Parameter parameter(String name) {
        parameters.computeIfAbsent(name, PARAMETERS::get);
        return createParameter().ref("#/components/parameters/" + name);
    }

    /** Adds every part, for operations that were written down and may refer to any. */
    void offerAll() {
        PARAMETERS.keySet().forEach(this::parameter);
        REFUSALS.keySet().forEach(this::refusal);
        schemas.ofResponse(Meta.class);
        schemas.ofResponse(Links.class);
    }

    /** Adds references to headers. */
    void addHeaders(APIResponse response, List<String> names) {
        for (String name : names) {
            headers.computeIfAbsent(name, SharedParts::header);
            response.addHeader(name, createHeader().ref("#/components/headers/" + name));
        }
    }

    /** The refusal with the status. */
    APIResponse refusal(int status) {
        String name = REFUSALS.get(status);
        if (name == null) {
            throw new IllegalStateException("No error code has the status " + status);
        }
        if (!responses.containsKey(name)) {
            responses.put(name, buildRefusal(status, meaningOf(status)));
        }
        return createAPIResponse().ref("#/components/responses/" + name);
    }

    /** The same with what it means on one route. */
    APIResponse refusal(int status, String meaning) {
        return buildRefusal(status, meaning);
    }

    private APIResponse buildRefusal(int status, String meaning) {
        ErrorCode code = codes(status).getFirst();
        APIResponse response = createAPIResponse()
                .description(meaning)
                .content(createContent()
                        .addMediaType(
                                "application/json",
                                createMediaType().schema(error()).example(errorExample(code)))
                        .addMediaType(
                                ErrorBody.PROBLEM_JSON,
                                createMediaType().schema(problem()).example(problemExample(code))));
        addHeaders(response, EVERYWHERE);
        if (status == 401) {
            addHeaders(response, List.of("WWW-Authenticate"));
        }
        if (status == 409 || status == 429 || status == 503) {
            addHeaders(response, List.of("Retry-After"));
        }
        if (status == 429) {
            addHeaders(response, RATE_LIMITS);
        }
        return response;
    }

    static final List<String> EVERYWHERE = List.of("X-Request-ID", "X-API-Version");

    static final List<String> RATE_LIMITS = List.of(
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-RateLimit-Tier",
            "RateLimit",
            "RateLimit-Policy");

    private static List<ErrorCode> codes(int status) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status)
                .toList();
    }

    private static String meaningOf(int status) {
        return codes(status).stream()
                .map(code -> code.title() + " (`" + code.name() + "`)")
                .collect(Collectors.joining(", ", "", "."));
    }

    private Schema error() {
        if (!schemas.schemas().containsKey("Error")) {
            Schema detail = createSchema()
                    .addType(SchemaType.OBJECT)
                    .description("What went wrong. Some codes bring members of their own, such as conflicts.")
                    .addProperty("code", codeSchema())
                    .addProperty("message", text("For people."))
                    .addProperty("details", violations())
                    .addProperty("retry_after", whole("Seconds, as in Retry-After.", 1))
                    .addProperty("request_id", text("As in X-Request-ID."))
                    .required(List.of("code", "message"));
            schemas.define(
                    "Error",
                    closedObject()
                            .description("Every refusal (Sector Pro 7.1).")
                            .addProperty("success", createSchema().constValue(false))
                            .addProperty("error", detail)
                            .required(List.of("success", "error")));
        }
        return reference("Error");
    }

    private Schema problem() {
        if (!schemas.schemas().containsKey("Problem")) {
            schemas.define(
                    "Problem",
                    createSchema()
                            .addType(SchemaType.OBJECT)
                            .description("The same refusal for Accept: application/problem+json (RFC 9457).")
                            .addProperty("type", text(null))
                            .addProperty("title", text("What the code means."))
                            .addProperty("status", simple(SchemaType.INTEGER, "int32"))
                            .addProperty("detail", text("For people."))
                            .addProperty("code", codeSchema())
                            .addProperty("errors", violations())
                            .addProperty("retry_after", whole("Seconds, as in Retry-After.", 1))
                            .addProperty("request_id", text("As in X-Request-ID."))
                            .required(List.of("type", "title", "status", "detail", "code")));
        }
        return reference("Problem");
    }

    private Schema codeSchema() {
        if (!schemas.schemas().containsKey("ErrorCode")) {
            schemas.define(
                    "ErrorCode",
                    text(null)
                            .enumeration(Arrays.stream(ErrorCode.values())
                                    .map(code -> (Object) code.name())
                                    .toList()));
        }
        return reference("ErrorCode");
    }

    private Schema violations() {
        return simple(SchemaType.ARRAY, null)
                .description("Everything that is wrong with the request, by field.")
                .items(schemas.ofResponse(FieldViolation.class));
    }

    private static Map<String, Object> errorExample(ErrorCode code) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code.name());
        error.put("message", code.title() + ".");
        error.put("request_id", EXAMPLE_REQUEST);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", false);
        body.put("error", error);
        return body;
    }

    private static Map<String, Object> problemExample(ErrorCode code) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", code.title());
        problem.put("status", code.status());
        problem.put("detail", code.title() + ".");
        problem.put("code", code.name());
        problem.put("request_id", EXAMPLE_REQUEST);
        return problem;
    }

    private static Header header(String name) {
        Schema schema = HEADER_SCHEMAS.get(name);
        if (schema == null) {
            throw new IllegalStateException("There is no header " + name);
        }
        return createHeader().description(schema.getDescription()).schema(schema);
    }

    private static Parameter header(String name, Schema schema) {
        return createParameter().in(Parameter.In.HEADER).name(name).schema(schema);
    }

    static Parameter query(String name, Schema schema) {
        return createParameter().in(Parameter.In.QUERY).name(name).schema(schema);
    }

    private static Schema text(@Nullable String description) {
        return simple(SchemaType.STRING, null).description(description);
    }

    private static Schema whole(@Nullable String description, int least) {
        return simple(SchemaType.INTEGER, null).description(description).minimum(BigDecimal.valueOf(least));
    }

    private static Schema pageSize() {
        return whole(null, 1).maximum(BigDecimal.valueOf(100)).defaultValue(25);
    }
}
