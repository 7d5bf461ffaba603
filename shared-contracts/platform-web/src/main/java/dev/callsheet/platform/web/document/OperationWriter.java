package dev.callsheet.platform.web.document;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;

import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.ListSchema;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Completes the operation of a route: parameters, body, answers, refusals, security, all from its method. */
final class OperationWriter {

    static final String SECURITY_SCHEME = "bearer";

    /** Scopes are not in the security requirement, where the scheme of an OAuth flow alone may list them. */
    static final String REQUIRED_SCOPES = "x-required-scopes";

    private static final String JSON = "application/json";

    private final SchemaCatalog schemas;
    private final SharedParts parts;
    private final ListParameters lists;
    private final Examples examples;

    OperationWriter(SchemaCatalog schemas, SharedParts parts) {
        this.schemas = schemas;
        this.parts = parts;
        this.lists = new ListParameters(schemas, parts);
        this.examples = new Examples(schemas);
    }

    /** See {@link Examples#requireAll}. */
    void requireExamples() {
        examples.requireAll();
    }

    void write(Operation operation, RouteMethod route) {
        Answer answer = Answer.of(route);
        var said = route.method().getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class);
        if (said == null || said.operationId().isEmpty()) {
            String resource = route.method().getDeclaringClass().getSimpleName().replaceFirst("Resource$", "");
            operation.setOperationId(route.method().getName() + resource);
        }
        operation.setDescription(describe(route, operation.getDescription()));
        operation.setSecurity(null);
        if (route.isPublic()) {
            operation.setSecurity(List.of());
        } else {
            operation.addSecurityRequirement(createSecurityRequirement().addScheme(SECURITY_SCHEME));
        }
        operation.addExtension(REQUIRED_SCOPES, route.scopes());
        operation.setParameters(parameters(route, answer));
        operation.setRequestBody(null);
        route.body().ifPresent(body -> writeBody(operation, body));
        operation.setResponses(responses(operation, route, answer));
        announceEnd(operation);
    }

    /** Completes an operation that no method stands for: it was written down with its answers. */
    void complete(Operation operation) {
        boolean secured =
                operation.getSecurity() == null || !operation.getSecurity().isEmpty();
        if (operation.getSecurity() == null) {
            operation.addSecurityRequirement(createSecurityRequirement().addScheme(SECURITY_SCHEME));
        }
        if (operation.getExtension(REQUIRED_SCOPES) == null) {
            operation.addExtension(REQUIRED_SCOPES, List.of());
        }
        parts.offerAll();
        operation.addParameter(parts.parameter("RequestId"));
        operation.addParameter(parts.parameter("ApiVersion"));
        APIResponses responses = operation.getResponses();
        responses.getAPIResponses().values().stream()
                .filter(response -> response.getRef() == null)
                .forEach(response -> {
                    parts.addHeaders(response, SharedParts.EVERYWHERE);
                    if (secured) {
                        parts.addHeaders(response, SharedParts.RATE_LIMITS);
                    }
                });
        if (responses.hasAPIResponse("304")) {
            operation.addParameter(parts.parameter("IfNoneMatch"));
            List.of("200", "304")
                    .forEach(status -> parts.addHeaders(responses.getAPIResponse(status), List.of("ETag")));
        }
        List<Integer> refusals = new ArrayList<>(List.of(400, 429, 431, 500));
        if (secured) {
            refusals.addAll(List.of(401, 403, 503));
            operation.addParameter(parts.parameter("OrganizationId"));
        }
        for (int status : refusals) {
            if (!responses.hasAPIResponse(String.valueOf(status))) {
                responses.addAPIResponse(String.valueOf(status), parts.refusal(status));
            }
        }
        announceEnd(operation);
    }

    /** What the gateway adds to the answers of an operation that goes away. */
    private void announceEnd(Operation operation) {
        if (Boolean.TRUE.equals(operation.getDeprecated())) {
            operation.getResponses().getAPIResponses().values().stream()
                    .filter(response -> response.getRef() == null)
                    .forEach(response -> parts.addHeaders(response, List.of("Deprecation", "Sunset", "Link")));
        }
    }

    private static String describe(RouteMethod route, @Nullable String said) {
        List<String> sentences = new ArrayList<>();
        if (said != null && !said.isBlank()) {
            sentences.add(said.strip());
        }
        if (route.isPublic()) {
            sentences.add("Needs no credential.");
        } else if (route.scopes().isEmpty()) {
            sentences.add("Open to every credential.");
        } else {
            sentences.add("Needs the scope `%s`.".formatted(String.join("` and `", route.scopes())));
        }
        if (route.takes(MergePatch.class)) {
            sentences.add("What the body leaves out stays as it is, `null` empties.");
        }
        return String.join(" ", sentences);
    }

    private List<Parameter> parameters(RouteMethod route, Answer answer) {
        List<Parameter> parameters = new ArrayList<>();
        route.pathParameters()
                .forEach(parameter -> parameters.add(createParameter()
                        .in(Parameter.In.PATH)
                        .name(RouteMethod.publicName(parameter))
                        .required(true)
                        .schema(schemas.ofRequest(parameter.getAnnotatedType()))));
        answer.listSchema(route)
                .map(schema -> answer.isPaged(route) ? lists.ofList(schema) : lists.ofSingle(schema))
                .ifPresent(parameters::addAll);
        route.queryParameters()
                .forEach(parameter -> parameters.add(SharedParts.query(
                        RouteMethod.publicName(parameter), schemas.ofRequest(parameter.getAnnotatedType()))));
        parameters.add(parts.parameter("RequestId"));
        parameters.add(parts.parameter("ApiVersion"));
        if (!route.isPublic()) {
            parameters.add(parts.parameter("OrganizationId"));
        }
        if (route.isIdempotent()) {
            parameters.add(parts.parameter("IdempotencyKey"));
        }
        if (isConditional(route)) {
            parameters.add(parts.parameter("IfMatch"));
        }
        if (answer.hasTag() && route.verb() == HttpMethod.GET) {
            parameters.add(parts.parameter("IfNoneMatch"));
        }
        return parameters;
    }

    private static boolean isConditional(RouteMethod route) {
        return route.takes(MergePatch.class) || route.takes(IfMatch.class);
    }

    private void writeBody(Operation operation, java.lang.reflect.Parameter body) {
        AnnotatedType type = body.getAnnotatedType();
        Schema schema = SchemaCatalog.rawType(type).equals(MergePatch.class)
                ? schemas.ofPatch(SchemaCatalog.rawType(argument(type)))
                : schemas.ofRequest(type);
        Object example = examples.of(operation.getOperationId() + " request", schema);
        operation.setRequestBody(createRequestBody().required(true).content(json(schema, example)));
    }

    private static Content json(Schema schema, @Nullable Object example) {
        return createContent()
                .addMediaType(JSON, createMediaType().schema(schema).example(example));
    }

    private APIResponses responses(Operation operation, RouteMethod route, Answer answer) {
        APIResponses responses = createAPIResponses();
        Map<Integer, String> said = declared(route);
        List<Integer> successes =
                said.keySet().stream().filter(status -> status < 300).toList();
        for (int status : successes.isEmpty() ? List.of(answer.status(route)) : successes) {
            responses.addAPIResponse(
                    String.valueOf(status), success(operation, route, answer, status, said.get(status)));
        }
        if (answer.hasTag() && route.verb() == HttpMethod.GET) {
            var unchanged = createAPIResponse().description("The client has it already.");
            parts.addHeaders(unchanged, List.of("X-Request-ID", "X-API-Version", "ETag"));
            responses.addAPIResponse("304", unchanged);
        }
        Set<Integer> refusals = refusals(route);
        said.keySet().stream().filter(status -> status >= 400).forEach(refusals::add);
        for (int status : refusals) {
            String meaning = said.get(status);
            responses.addAPIResponse(
                    String.valueOf(status),
                    meaning == null || meaning.isEmpty() ? parts.refusal(status) : parts.refusal(status, meaning));
        }
        return responses;
    }

    private org.eclipse.microprofile.openapi.models.responses.APIResponse success(
            Operation operation, RouteMethod route, Answer answer, int status, @Nullable String said) {
        var response = createAPIResponse();
        Schema schema = answer.schema(schemas, route);
        if (schema != null && status != 204) {
            Object example = examples.of(operation.getOperationId() + " answer", schema);
            response.setContent(json(schema, answer.enveloped() ? enveloped(route, answer, example) : example));
        }
        boolean described = said != null && !said.isEmpty();
        response.setDescription(
                described
                        ? said
                        : switch (status) {
                            case 201 -> "Created.";
                            case 202 -> "Accepted, not done yet.";
                            case 204 -> "Done; there is nothing to say.";
                            default -> "Done.";
                        });
        parts.addHeaders(response, SharedParts.EVERYWHERE);
        if (answer.hasTag()) {
            parts.addHeaders(response, List.of("ETag"));
        }
        if (status == 201 && answer.hasTag()) {
            parts.addHeaders(response, List.of("Location"));
        }
        if (route.isIdempotent()) {
            parts.addHeaders(response, List.of("Idempotency-Replayed"));
        }
        if (!route.isPublic()) {
            parts.addHeaders(response, SharedParts.RATE_LIMITS);
        }
        return response;
    }

    /** A list shows its only page; anything else has nothing to note. */
    private static Object enveloped(RouteMethod route, Answer answer, @Nullable Object example) {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        if (example instanceof Map<?, ?> members) {
            members.forEach((name, value) -> envelope.put(name.toString(), value));
        }
        envelope.remove("meta");
        if (answer.isPaged(route)) {
            Map<String, Object> page = new LinkedHashMap<>();
            page.put("page", 1);
            page.put("per_page", 25);
            page.put("total", 1);
            page.put("total_pages", 1);
            Map<String, @Nullable Object> links = new LinkedHashMap<>();
            links.put("self", route.publicPath());
            links.put("next", null);
            links.put("prev", null);
            envelope.put("meta", page);
            envelope.put("links", links);
        }
        return envelope;
    }

    /** What {@code @APIResponse} says, by status. */
    private static Map<Integer, String> declared(RouteMethod route) {
        Map<Integer, String> declared = new LinkedHashMap<>();
        for (APIResponse response : route.method().getAnnotationsByType(APIResponse.class)) {
            if (response.responseCode().matches("\\d{3}")) {
                declared.put(Integer.valueOf(response.responseCode()), response.description());
            }
        }
        return declared;
    }

    private static Set<Integer> refusals(RouteMethod route) {
        Set<Integer> refusals = new TreeSet<>(List.of(400, 406, 429, 431, 500, 503, 504));
        if (!route.isPublic()) {
            refusals.addAll(List.of(401, 403));
        }
        if (!route.pathParameters().isEmpty()) {
            refusals.add(404);
        }
        if (route.isIdempotent()) {
            refusals.addAll(List.of(409, 422));
        }
        if (route.body().isPresent()) {
            refusals.addAll(List.of(413, 415));
        }
        if (isConditional(route)) {
            refusals.add(412);
        }
        return refusals;
    }

    private static AnnotatedType argument(AnnotatedType type) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0];
    }

    /**
     * What a method answers when all is well.
     *
     * @param data what is inside of the envelope, or the bare answer; null for none
     * @param attributes the record of the resource's attributes; null where the data is no resource
     */
    private record Answer(
            boolean created,
            boolean enveloped,
            boolean isList,
            @Nullable AnnotatedType data,
            @Nullable Class<?> attributes) {

        static Answer of(RouteMethod route) {
            AnnotatedType type = route.method().getAnnotatedReturnType();
            boolean mayBeCreated = false;
            while (isWrapper(SchemaCatalog.rawType(type))) {
                mayBeCreated |= SchemaCatalog.rawType(type).equals(RestResponse.class);
                type = argument(type);
            }
            Class<?> raw = SchemaCatalog.rawType(type);
            if (raw == Void.class || raw == void.class || raw == Response.class) {
                return new Answer(false, false, false, null, null);
            }
            if (raw != Envelope.class) {
                return new Answer(false, false, false, type, null);
            }
            AnnotatedType data = argument(type);
            boolean many = Collection.class.isAssignableFrom(SchemaCatalog.rawType(data));
            AnnotatedType item = many ? argument(data) : data;
            boolean resource = SchemaCatalog.rawType(item).equals(Resource.class);
            return new Answer(
                    mayBeCreated && resource && route.verb() == HttpMethod.POST,
                    true,
                    many && resource,
                    resource ? item : data,
                    resource ? SchemaCatalog.rawType(argument(item)) : null);
        }

        private static boolean isWrapper(Class<?> type) {
            return type == Uni.class || type == RestResponse.class || CompletionStage.class.isAssignableFrom(type);
        }

        /** A single resource has an entity tag. */
        boolean hasTag() {
            return attributes != null && !isList;
        }

        Optional<ListSchema> listSchema(RouteMethod route) {
            return attributes == null || !route.readsQuery() ? Optional.empty() : route.listSchema(attributes);
        }

        boolean isPaged(RouteMethod route) {
            return isList && listSchema(route).isPresent();
        }

        int status(RouteMethod route) {
            ResponseStatus fixed = route.method().getAnnotation(ResponseStatus.class);
            if (fixed != null) {
                return fixed.value();
            }
            if (created) {
                return 201;
            }
            return data == null && !SchemaCatalog.rawType(unwrapped(route)).equals(Response.class) ? 204 : 200;
        }

        private static AnnotatedType unwrapped(RouteMethod route) {
            AnnotatedType type = route.method().getAnnotatedReturnType();
            while (isWrapper(SchemaCatalog.rawType(type))) {
                type = argument(type);
            }
            return type;
        }

        @Nullable Schema schema(SchemaCatalog schemas, RouteMethod route) {
            if (attributes != null) {
                Schema resource =
                        schemas.ofResource(attributes, listSchema(route).isPresent());
                String name = SchemaCatalog.resourceName(attributes)
                        + (listSchema(route).isPresent() && !isList ? "Selection" : "");
                return schemas.envelope(
                        name,
                        isList
                                ? SchemaCatalog.simple(Schema.SchemaType.ARRAY, null)
                                        .items(resource)
                                : resource,
                        isList,
                        isList && listSchema(route).isPresent());
            }
            if (data == null) {
                return declaredSchema(schemas, route);
            }
            Schema schema = schemas.ofResponse(data);
            if (!enveloped) {
                return schema;
            }
            boolean many = schema.getItems() != null;
            String reference = many ? schema.getItems().getRef() : schema.getRef();
            String name = reference == null
                    ? capitalized(route.method().getName())
                    : reference.substring(reference.lastIndexOf('/') + 1);
            return schemas.envelope(name + (many ? "s" : ""), schema, false, false);
        }

        private static @Nullable Schema declaredSchema(SchemaCatalog schemas, RouteMethod route) {
            for (APIResponse response : route.method().getAnnotationsByType(APIResponse.class)) {
                for (var content : response.content()) {
                    Class<?> type = content.schema().implementation();
                    if (type != Void.class) {
                        return schemas.ofResponse(type);
                    }
                }
            }
            return null;
        }

        private static String capitalized(String name) {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }
    }
}
