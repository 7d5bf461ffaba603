package dev.callsheet.platform.web.body;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON bodies into request records and {@link MergePatch}es. A body may be the attributes alone, or a resource as
 * an answer had it, envelope included: then its {@code attributes} count.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class BodyReader implements MessageBodyReader<Object> {

    private final Map<Class<?>, RecordReader<?>> readers = new ConcurrentHashMap<>();
    private final ObjectMapper json;
    private final Validator validator;

    @Inject
    public BodyReader(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord() || type == MergePatch.class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        JsonNode attributes = attributesOf(parse(body));
        if (type.isRecord()) {
            return readerFor(type).readWhole(attributes);
        }
        Class<?> patched = (Class<?>) ((ParameterizedType) genericType).getActualTypeArguments()[0];
        return patch(readerFor(patched), attributes, headers.getFirst(HttpHeaders.IF_MATCH));
    }

    private <T extends Record> MergePatch<T> patch(
            RecordReader<T> reader, JsonNode attributes, @Nullable String ifMatch) {
        Long expected = ifMatch != null ? IfMatch.valueOf(ifMatch).version() : versionIn(attributes);
        return new MergePatch<>(reader, reader.readPart(attributes), expected);
    }

    private static @Nullable Long versionIn(JsonNode attributes) {
        JsonNode version = attributes.path("version");
        if (version.isMissingNode() || version.isNull()) {
            return null;
        }
        if (!version.isIntegralNumber() || !version.canConvertToLong()) {
            throw ApiException.invalid("version", "must be a whole number, was " + version);
        }
        return version.longValue();
    }

    private JsonNode parse(InputStream body) {
        JsonNode tree;
        try {
            byte[] bytes = body.readAllBytes();
            RequestDigest.remember(bytes);
            tree = json.readTree(bytes);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new ApiException(
                    ErrorCode.INVALID_JSON,
                    "The body is no valid JSON"
                            + (place == null
                                    ? "."
                                    : " at line %d, column %d.".formatted(place.getLineNr(), place.getColumnNr())));
        } catch (IOException e) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The body could not be read to its end.");
        }
        if (tree == null || tree.isMissingNode()) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The body is empty; a JSON object is expected.");
        }
        if (!tree.isObject()) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The body must be a JSON object.");
        }
        return tree;
    }

    private static JsonNode attributesOf(JsonNode body) {
        JsonNode resource =
                body.path("success").isBoolean() && body.path("data").isObject() ? body.path("data") : body;
        return resource.path("attributes").isObject() && resource.path("type").isTextual()
                ? resource.path("attributes")
                : resource;
    }

    @SuppressWarnings("unchecked") // Only records are ever asked for.
    private <T extends Record> RecordReader<T> readerFor(Class<?> type) {
        return (RecordReader<T>)
                readers.computeIfAbsent(type, record -> new RecordReader<>((Class<T>) record, validator));
    }
}
