package dev.callsheet.system.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callsheet.system.contract.Operation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes one thing of a valid request wrong, or hostile. */
final class Spoiler {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEP = 3_000;
    private static final int LONG = 200_000;
    private static final int LONG_IN_URI = 6_000;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\udfff\ud800",
            "\ufeff",
            "\u202e\u0645",
            "🎛️🎚️",
            "e\u0301".repeat(50),
            "' or '1'='1",
            "'; drop table job; --",
            "\\'; select pg_sleep(5); --",
            "$1",
            "%s%n%x",
            "%",
            "_",
            "\\",
            "{{7*7}}",
            "${jndi:ldap://127.0.0.1/a}",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "%2e%2e%2f",
            "null",
            "undefined",
            "NaN",
            "true",
            "-1",
            "0",
            "9223372036854775808",
            "1e999",
            "0x10",
            "٣",
            "2026-02-30",
            "2026-13-01T25:61:61Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "10000-01-01",
            "0000-00-00",
            "2026-06-15T20:00:00+25:00",
            "00000000-0000-0000-0000-000000000000",
            "\r\nX-Injected: 1",
            "a,b,c",
            ",",
            "[]",
            "{}",
            "*",
            "(",
            "& | ! :*",
            "a".repeat(300));

    private static final List<BigDecimal> NUMBERS = List.of(
            BigDecimal.ZERO,
            BigDecimal.valueOf(-1),
            new BigDecimal("0.5"),
            new BigDecimal("-0.0000000000000000000000001"),
            BigDecimal.valueOf(Integer.MAX_VALUE),
            new BigDecimal(BigInteger.valueOf(Integer.MAX_VALUE).add(BigInteger.ONE)),
            BigDecimal.valueOf(Long.MAX_VALUE),
            new BigDecimal(BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE)),
            new BigDecimal("1e400"),
            new BigDecimal("1e-400"),
            new BigDecimal(BigInteger.TEN.pow(900)));

    private static final List<String> RAW_NUMBERS = List.of(
            "1e999999999", "-1E+2147483648", "1" + "0".repeat(2_000), "0." + "1".repeat(2_000), "NaN", "Infinity");

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "true",
            "0",
            "\"text\"",
            "[]",
            "[{}]",
            "{",
            "{}",
            "{\"",
            "{}{}",
            "{\"success\": true, \"data\": {}}",
            "{\"success\": true, \"data\": {\"type\": \"x\", \"attributes\": {}}}",
            "{\"attributes\": []}",
            "{\"\": \"\"}",
            "{\"__proto__\": {\"admin\": true}}",
            "\ufeff{}",
            "<job/>",
            "title=x&job_type=single",
            "{'title': 'x'}",
            "{\"title\": \"\\ud800\"}",
            "{\"title\": \"\\u0000\"}",
            "{\"version\": 99999999999999999999}",
            "{\"version\": \"1\"}",
            "{\"version\": 1.5}",
            "// {}");

    private static final List<String> IF_MATCHES =
            List.of("\"0.0\"", "\"999999999999999999.ff\"", "W/\"1\"", "\"\"", "no-tag", "\"1\", \"2\"", "*");
    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/merge-patch+json",
            "nonsense",
            "*/*");
    private static final List<String> ACCEPTS =
            List.of("text/html", "application/xml", "application/problem+json", "*/*;q=0", "nonsense", "image/*");
    private static final List<String> CREDENTIALS = List.of(
            "Bearer sp_live_00000000000000000000000000000000",
            "Bearer sp_live_short",
            "Bearer nonsense",
            "Bearer ",
            "Basic YWRtaW46YWRtaW4=",
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
            "Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6IngifQ.eyJzdWIiOiJhZG1pbiIsImV4cCI6OTk5OTk5OTk5OX0.AAAA",
            "Bearer a.b.c",
            "Bearer " + "x".repeat(4_000));

    private final Draw draw;
    private final SchemaValues values;
    /** Credentials of lesser rights or of another organization. */
    private final List<String> others;
    /** Ids of another organization's resources, by collection. */
    private final Map<String, String> foreign = new HashMap<>();

    private final Parents stranger;
    private final List<Predicate<ApiRequest>> mutations;
    private final List<Predicate<ApiRequest>> attacks;
    private String usedKey = "generated-key";

    Spoiler(Draw draw, SchemaValues values, List<String> others, Parents stranger) {
        this.draw = draw;
        this.values = values;
        this.others = others;
        this.stranger = stranger;
        this.mutations = List.of(
                this::leaveOutField,
                this::changeField,
                this::changeField,
                this::nullField,
                this::addField,
                this::everythingAnew,
                this::unknownId,
                this::foreignId,
                this::malformedId,
                this::queryValue,
                this::queryValue,
                this::unknownParameter,
                this::repeatedParameter,
                this::staleVersion,
                this::reusedIdempotencyKey,
                this::contentType,
                this::accept,
                this::lesserCredential,
                this::noCredential,
                this::otherOrganization);
        this.attacks = List.of(
                this::hostileText,
                this::hostileText,
                this::hostileText,
                this::hostileNumber,
                this::rawNumber,
                this::deepNesting,
                this::deepNestingInField,
                this::longText,
                this::otherBody,
                this::otherBody,
                this::duplicateKeys,
                this::invalidUtf8,
                this::cutOff,
                this::hostileQuery,
                this::hostileQuery,
                this::longQuery,
                this::manyParameters,
                this::hostilePath,
                this::hostileHeader,
                this::garbageCredential,
                this::bodyWhereNoneBelongs);
    }

    void mutate(ApiRequest request) {
        applyOne(request, mutations);
    }

    void attack(ApiRequest request) {
        applyOne(request, attacks);
        if (draw.chance(0.3)) {
            applyOne(request, mutations);
        }
    }

    private void applyOne(ApiRequest request, List<Predicate<ApiRequest>> choices) {
        for (int attempt = 0; attempt < 50; attempt++) {
            if (draw.from(choices).test(request)) {
                return;
            }
        }
    }

    private boolean leaveOutField(ApiRequest request) {
        return inSomeObject(request, (object, name) -> object.remove(name));
    }

    private boolean changeField(ApiRequest request) {
        return inSomeObject(request, (object, name) -> object.set(name, otherThan(object.path(name))));
    }

    private boolean nullField(ApiRequest request) {
        return inSomeObject(request, (object, name) -> object.putNull(name));
    }

    private boolean addField(ApiRequest request) {
        return inSomeObject(request, (object, name) -> object.put(draw.word(6), draw.word(6)));
    }

    /** A body by the schema alone, boundaries included, whatever rules there are between fields. */
    private boolean everythingAnew(ApiRequest request) {
        request.operation.bodySchema().ifPresent(schema -> request.body = values.valid(schema));
        return request.body != null;
    }

    private boolean unknownId(ApiRequest request) {
        return inPath(request, name -> draw.uuid().toString());
    }

    private boolean malformedId(ApiRequest request) {
        return inPath(
                request, name -> ApiRequest.encode(draw.from(List.of("42", "me", "0197c3a4", "null", "x y", "*"))));
    }

    private boolean foreignId(ApiRequest request) {
        String path = request.operation.path();
        return inPath(request, name -> {
            String collection = path.substring(0, path.indexOf("/{" + name + "}"));
            boolean canBeMade = !collection.contains("{") && stranger.has(collection);
            return canBeMade
                    ? foreign.computeIfAbsent(collection, key -> stranger.any(key, Map.of(), draw))
                    : draw.uuid().toString();
        });
    }

    private boolean inPath(ApiRequest request, java.util.function.UnaryOperator<String> value) {
        if (request.pathValues.isEmpty()) {
            return false;
        }
        String name = draw.from(List.copyOf(new java.util.TreeSet<>(request.pathValues.keySet())));
        request.pathValues.put(name, value.apply(name));
        return true;
    }

    private boolean queryValue(ApiRequest request) {
        List<String> names = queryNames(request.operation);
        if (names.isEmpty()) {
            return false;
        }
        String value =
                draw.from(List.of("0", "-1", "101", "x", "99999999999", "true", "id,-id", "1.5", "a,b", "", "-"));
        request.query.add(new ApiRequest.QueryParameter(draw.from(names), value));
        return true;
    }

    private boolean unknownParameter(ApiRequest request) {
        String name =
                draw.from(List.of("colour", "filter[colour]", "filter[id.like]", "filter[", "filter", "Page", "[]"));
        request.query.add(new ApiRequest.QueryParameter(name, draw.word(4)));
        return true;
    }

    private boolean repeatedParameter(ApiRequest request) {
        List<String> names = queryNames(request.operation);
        if (names.isEmpty()) {
            return false;
        }
        String name = draw.from(names);
        request.query.add(new ApiRequest.QueryParameter(name, "1"));
        request.query.add(new ApiRequest.QueryParameter(name, "2"));
        return true;
    }

    private boolean staleVersion(ApiRequest request) {
        if (!ValidRequests.takes(request.operation, "If-Match")) {
            return false;
        }
        request.headers.put("If-Match", draw.from(IF_MATCHES));
        return true;
    }

    private boolean reusedIdempotencyKey(ApiRequest request) {
        if (!request.operation.isIdempotentByKey()) {
            return false;
        }
        if (draw.chance(0.2)) {
            usedKey = draw.word(10);
        }
        request.headers.put("X-Idempotency-Key", usedKey);
        if (draw.chance(0.1)) {
            request.headers.put("Idempotency-Key", draw.word(5));
        }
        return true;
    }

    private boolean contentType(ApiRequest request) {
        if (request.body == null) {
            return false;
        }
        request.headers.put("Content-Type", draw.from(CONTENT_TYPES));
        return true;
    }

    private boolean accept(ApiRequest request) {
        request.headers.put("Accept", draw.from(ACCEPTS));
        return true;
    }

    private boolean lesserCredential(ApiRequest request) {
        if (!request.operation.needsCredential()) {
            return false;
        }
        request.headers.put("Authorization", "Bearer " + draw.from(others));
        return true;
    }

    private boolean noCredential(ApiRequest request) {
        return request.headers.remove("Authorization") != null;
    }

    private boolean otherOrganization(ApiRequest request) {
        request.headers.put("X-Organization-ID", draw.chance(0.5) ? draw.uuid().toString() : draw.word(8));
        return request.operation.needsCredential();
    }

    private boolean hostileText(ApiRequest request) {
        return inSomeObject(request, (object, name) -> {
            JsonNode hostile = JSON.textNode(draw.from(TEXTS));
            if (object.path(name) instanceof ArrayNode array) {
                array.add(hostile);
            } else {
                object.set(name, hostile);
            }
        });
    }

    private boolean hostileNumber(ApiRequest request) {
        return inSomeObject(request, (object, name) -> object.put(name, draw.from(NUMBERS)));
    }

    private boolean rawNumber(ApiRequest request) {
        String marker = "\"raw-number\"";
        if (!inSomeObject(request, (object, name) -> object.put(name, "raw-number"))) {
            return false;
        }
        raw(request, String.valueOf(request.body).replace(marker, draw.from(RAW_NUMBERS)));
        return true;
    }

    private boolean deepNesting(ApiRequest request) {
        if (request.body == null) {
            return false;
        }
        String open = draw.from(List.of("[", "{\"a\":"));
        raw(request, open.repeat(DEEP) + (draw.chance(0.5) ? "1" + (open.equals("[") ? "]" : "}").repeat(DEEP) : ""));
        return true;
    }

    private boolean deepNestingInField(ApiRequest request) {
        String marker = "\"deep\"";
        if (!inSomeObject(request, (object, name) -> object.put(name, "deep"))) {
            return false;
        }
        int depth = draw.chance(0.5) ? 400 : DEEP;
        raw(request, String.valueOf(request.body).replace(marker, "[".repeat(depth) + "]".repeat(depth)));
        return true;
    }

    private boolean longText(ApiRequest request) {
        return inSomeObject(request, (object, name) -> object.put(name, "x".repeat(LONG)));
    }

    private boolean otherBody(ApiRequest request) {
        if (request.body == null) {
            return false;
        }
        raw(request, draw.from(BODIES));
        return true;
    }

    private boolean duplicateKeys(ApiRequest request) {
        if (!(request.body instanceof ObjectNode body) || body.isEmpty()) {
            return false;
        }
        String text = body.toString();
        raw(request, text.substring(0, text.length() - 1) + "," + text.substring(1));
        return true;
    }

    private boolean invalidUtf8(ApiRequest request) {
        if (request.body == null) {
            return false;
        }
        byte[] bytes = request.body.toString().getBytes(StandardCharsets.UTF_8);
        bytes[draw.below(bytes.length)] = (byte) (0x80 + draw.below(0x80));
        request.rawBody = bytes;
        return true;
    }

    private boolean cutOff(ApiRequest request) {
        if (request.body == null) {
            return false;
        }
        String text = request.body.toString();
        raw(request, text.substring(0, draw.below(text.length())));
        return true;
    }

    private boolean hostileQuery(ApiRequest request) {
        List<String> names = queryNames(request.operation);
        if (names.isEmpty()) {
            return false;
        }
        request.query.add(new ApiRequest.QueryParameter(draw.from(names), draw.from(TEXTS)));
        return true;
    }

    private boolean longQuery(ApiRequest request) {
        List<String> names = queryNames(request.operation);
        String name = names.isEmpty() ? "search" : draw.from(names);
        request.query.add(new ApiRequest.QueryParameter(name, draw.word(LONG_IN_URI)));
        return true;
    }

    private boolean manyParameters(ApiRequest request) {
        for (int i = 0; i < 300; i++) {
            request.query.add(new ApiRequest.QueryParameter("p" + i, "1"));
        }
        return true;
    }

    private boolean hostilePath(ApiRequest request) {
        String text = draw.from(TEXTS);
        return !text.isEmpty() && inPath(request, name -> ApiRequest.encode(text));
    }

    private boolean hostileHeader(ApiRequest request) {
        String name = draw.from(List.of(
                "If-Match",
                "If-None-Match",
                "X-Idempotency-Key",
                "X-Organization-ID",
                "X-Event-ID",
                "X-API-Version",
                "X-Request-ID",
                "X-Callsheet-Principal",
                "X-Forwarded-For",
                "Origin",
                "Accept-Encoding",
                "Range"));
        String text = draw.from(TEXTS);
        boolean legal = text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        if (legal) {
            request.headers.put(name, text);
        }
        return legal;
    }

    private boolean garbageCredential(ApiRequest request) {
        request.headers.put("Authorization", draw.from(CREDENTIALS));
        return true;
    }

    private boolean bodyWhereNoneBelongs(ApiRequest request) {
        if (request.body != null) {
            return false;
        }
        request.headers.put("Content-Type", draw.chance(0.5) ? "application/json" : "text/plain");
        raw(request, draw.from(BODIES));
        return true;
    }

    private interface Change {
        void in(ObjectNode object, String field);
    }

    /** Changes one field of the body, which may lie deep. */
    private boolean inSomeObject(ApiRequest request, Change change) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(request.body, objects);
        if (objects.isEmpty()) {
            return false;
        }
        ObjectNode object = draw.chance(0.6) ? objects.getFirst() : draw.from(objects);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        change.in(object, draw.from(names));
        return true;
    }

    private static void collect(@org.jspecify.annotations.Nullable JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            objects.add(object);
        }
        if (node != null) {
            node.forEach(each -> collect(each, objects));
        }
    }

    private JsonNode otherThan(JsonNode value) {
        List<JsonNode> choices = new ArrayList<>(List.of(
                JSON.numberNode(7),
                JSON.numberNode(-3.5),
                JSON.booleanNode(true),
                JSON.textNode("x"),
                JSON.textNode(""),
                JSON.arrayNode(),
                JSON.arrayNode().add(1),
                JSON.objectNode(),
                JSON.objectNode().put("a", 1)));
        choices.removeIf(choice -> choice.getNodeType() == value.getNodeType() && draw.chance(0.5));
        return draw.from(choices);
    }

    private static List<String> queryNames(Operation operation) {
        List<String> names = new ArrayList<>();
        for (Operation.Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("query") && parameter.name().equals("filter")) {
                parameter
                        .schema()
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(key -> names.add("filter[" + key + "]"));
            } else if (parameter.in().equals("query")) {
                names.add(parameter.name());
            }
        }
        return names;
    }

    private static void raw(ApiRequest request, String text) {
        request.rawBody = text.getBytes(StandardCharsets.UTF_8);
    }
}
