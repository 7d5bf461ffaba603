package dev.callsheet.platform.web.document;

import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.body.TextForm;
import dev.callsheet.platform.web.envelope.Links;
import dev.callsheet.platform.web.envelope.Meta;
import dev.callsheet.platform.web.envelope.Relationship;
import dev.callsheet.platform.web.envelope.ResourceType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a document, made of the Java types that are written and read. They are closed: a property that no schema
 * names is a mistake in an answer, and is refused in a request.
 */
final class SchemaCatalog {

    private static final String REFERENCE = "#/components/schemas/";
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private final Map<String, Schema> schemas = new TreeMap<>();
    private final Map<String, Object> owners = new HashMap<>();

    /** Which way a value travels: the same record is stricter when it is read than when it is written. */
    private enum Way {
        REQUEST,
        RESPONSE
    }

    /** Every schema by name; what is added later shows. */
    Map<String, Schema> schemas() {
        return schemas;
    }

    static Schema reference(String name) {
        return createSchema().ref(REFERENCE + name);
    }

    /** The schema that a reference names, or the schema itself. */
    Schema resolve(Schema schema) {
        String reference = schema.getRef();
        if (reference == null) {
            return schema;
        }
        Schema target = schemas.get(reference.substring(reference.lastIndexOf('/') + 1));
        if (target == null) {
            throw new IllegalStateException("There is no schema for " + reference);
        }
        return target;
    }

    /** A schema that no type stands for. */
    Schema define(String name, Schema schema) {
        schemas.put(name, schema);
        return reference(name);
    }

    /** What a body or parameter is read as. */
    Schema ofRequest(AnnotatedType type) {
        return schemaOf(type, Way.REQUEST);
    }

    /** What an answer holds. */
    Schema ofResponse(AnnotatedType type) {
        return schemaOf(type, Way.RESPONSE);
    }

    /** The same for a type without annotations of its own. */
    Schema ofResponse(Class<?> type) {
        return ofClass(type, Way.RESPONSE);
    }

    Schema ofRequest(Class<?> type) {
        return ofClass(type, Way.REQUEST);
    }

    /** The request as PUT and PATCH take it: nothing is required, and {@code null} empties what may be empty. */
    Schema ofPatch(Class<?> request) {
        String name = nameOf(request).replaceFirst("Request$", "") + "Patch";
        if (own(name, request)) {
            Schema patch = closedObject();
            schemas.put(name, patch);
            addRequestProperties(patch, request);
            patch.setDescription("What is absent stays as it is; null empties.");
        }
        return reference(name);
    }

    /** A resource in the envelope's format; with a selection, as {@code fields=} leaves it. */
    Schema ofResource(Class<?> attributes, boolean selectable) {
        String base = resourceName(attributes);
        String name = selectable ? base + "Selection" : base;
        if (own(name, attributes)) {
            Schema members = createSchema().ref(ofAttributes(attributes).getRef());
            if (!selectable) {
                members.setRequired(requiredOf(attributes));
            }
            ResourceType type = attributes.getAnnotation(ResourceType.class);
            Schema typeName = createSchema().addType(SchemaType.STRING);
            if (type == null) {
                typeName.pattern("^[a-z_]+$").examples(List.of(SNAKE_CASE.translate(base)));
            } else {
                typeName.constValue(type.value());
            }
            schemas.put(
                    name,
                    closedObject()
                            .description(selectable ? "With the attributes that fields= asked for." : null)
                            .addProperty("id", simple(SchemaType.STRING, "uuid"))
                            .addProperty("type", typeName)
                            .addProperty("attributes", members)
                            .addProperty("relationships", relationships())
                            .required(List.of("id", "type", "attributes")));
        }
        return reference(name);
    }

    /** The envelope around a resource or flat data (Sector Pro 3.4); a list that is paged says where it stands. */
    Schema envelope(String name, Schema data, boolean isList, boolean isPaged) {
        String envelope = name + (isList ? "ListEnvelope" : "Envelope");
        if (own(envelope, envelope)) {
            Schema members = closedObject()
                    .addProperty("success", createSchema().constValue(true))
                    .addProperty("data", data)
                    .addProperty("meta", ofClass(isPaged ? Meta.class : Notes.class, Way.RESPONSE))
                    .required(List.of("success", "data"));
            if (isPaged) {
                members.addProperty("links", ofClass(Links.class, Way.RESPONSE))
                        .required(List.of("success", "data", "meta", "links"));
            }
            schemas.put(envelope, members);
        }
        return reference(envelope);
    }

    /** What a resource with these attributes is called. */
    static String resourceName(Class<?> attributes) {
        return nameOf(attributes).replaceFirst("(Attributes|Response)$", "");
    }

    static String nameOf(Class<?> type) {
        var named = type.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        if (named != null && !named.name().isEmpty()) {
            return named.name();
        }
        Class<?> around = type.getEnclosingClass();
        if (around == null || around.getSimpleName().endsWith("Resource")) {
            return type.getSimpleName();
        }
        return nameOf(around).replaceFirst("(Attributes|Response|Request)$", "") + type.getSimpleName();
    }

    private Schema ofAttributes(Class<?> attributes) {
        String name = resourceName(attributes) + "Attributes";
        if (own(name, attributes)) {
            Schema schema = closedObject();
            schemas.put(name, schema);
            addResponseProperties(schema, attributes);
        }
        return reference(name);
    }

    private Schema relationships() {
        String name = "Relationship";
        if (own(name, Relationship.class)) {
            Schema expanded = closedObject()
                    .description("The resource itself, where expand= asked for it.")
                    .addProperty("id", simple(SchemaType.STRING, "uuid"))
                    .addProperty("type", simple(SchemaType.STRING, null))
                    .addProperty("attributes", simple(SchemaType.OBJECT, null))
                    .addProperty("relationships", simple(SchemaType.OBJECT, null))
                    .required(List.of("id", "type", "attributes"));
            schemas.put(
                    name,
                    closedObject()
                            .addProperty("id", simple(SchemaType.STRING, "uuid"))
                            .addProperty("type", simple(SchemaType.STRING, null))
                            .addProperty("data", expanded)
                            .required(List.of("id", "type")));
        }
        Schema many = simple(SchemaType.ARRAY, null).items(reference(name));
        return simple(SchemaType.OBJECT, null)
                .additionalPropertiesSchema(createSchema().anyOf(List.of(reference(name), many)));
    }

    private boolean own(String name, Object owner) {
        Object before = owners.putIfAbsent(name, owner);
        if (before != null && !before.equals(owner)) {
            throw new IllegalStateException("%s and %s would both be the schema %s: name one with @Schema(name)"
                    .formatted(before, owner, name));
        }
        return before == null;
    }

    private Schema schemaOf(AnnotatedType type, Way way) {
        Schema schema = bare(type, way);
        if (way == Way.REQUEST && schema.getRef() == null) {
            Constraints.apply(type, schema);
        }
        return type.isAnnotationPresent(Nullable.class) ? nullable(schema) : schema;
    }

    private Schema bare(AnnotatedType type, Way way) {
        if (type instanceof AnnotatedParameterizedType generic) {
            return ofGeneric(generic, way);
        }
        return type.getType() instanceof Class<?> raw ? ofClass(raw, way) : anything(type);
    }

    private static Schema anything(AnnotatedType type) {
        if (type.getType() instanceof WildcardType) {
            return createSchema();
        }
        throw new IllegalStateException("The document cannot describe " + type);
    }

    private Schema ofGeneric(AnnotatedParameterizedType type, Way way) {
        Class<?> raw = rawType(type);
        AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            Schema list = simple(SchemaType.ARRAY, null).items(schemaOf(arguments[0], way));
            return Set.class.isAssignableFrom(raw) && way == Way.RESPONSE ? list.uniqueItems(true) : list;
        }
        if (Map.class.isAssignableFrom(raw)) {
            return simple(SchemaType.OBJECT, null).additionalPropertiesSchema(schemaOf(arguments[1], way));
        }
        throw new IllegalStateException("The document cannot describe " + type);
    }

    static Class<?> rawType(AnnotatedType type) {
        return type.getType() instanceof java.lang.reflect.ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : (Class<?>) type.getType();
    }

    private Schema ofClass(Class<?> type, Way way) {
        if (type == String.class || type == ZoneId.class) {
            return simple(SchemaType.STRING, null);
        } else if (type == UUID.class) {
            return simple(SchemaType.STRING, "uuid");
        } else if (type == Instant.class) {
            return simple(SchemaType.STRING, "date-time");
        } else if (type == LocalDate.class) {
            return simple(SchemaType.STRING, "date");
        } else if (type == LocalTime.class) {
            return simple(SchemaType.STRING, null).pattern("^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?$");
        } else if (type == URI.class) {
            return simple(SchemaType.STRING, "uri");
        } else if (type == boolean.class || type == Boolean.class) {
            return simple(SchemaType.BOOLEAN, null);
        } else if (type == int.class || type == Integer.class) {
            return simple(SchemaType.INTEGER, "int32");
        } else if (type == long.class || type == Long.class) {
            return simple(SchemaType.INTEGER, "int64");
        } else if (type == BigDecimal.class || type == double.class || type == Double.class || type == Duration.class) {
            return simple(SchemaType.NUMBER, null);
        } else if (type == Object.class || JsonNode.class.isAssignableFrom(type)) {
            return createSchema();
        } else if (type.isArray()) {
            return simple(SchemaType.ARRAY, null).items(ofClass(type.getComponentType(), way));
        } else if (type.isEnum()) {
            return ofEnum(type);
        } else if (type.isRecord()) {
            return way == Way.REQUEST ? ofRequestRecord(type) : ofResponseRecord(type);
        }
        throw new IllegalStateException("The document cannot describe " + type);
    }

    private Schema ofEnum(Class<?> type) {
        String name = nameOf(type);
        if (own(name, type)) {
            List<Object> constants = Arrays.stream(type.getEnumConstants())
                    .map(constant -> (Object) ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toList();
            schemas.put(name, simple(SchemaType.STRING, null).enumeration(constants));
        }
        return reference(name);
    }

    private Schema ofResponseRecord(Class<?> type) {
        String name = nameOf(type);
        if (own(name, type)) {
            Schema schema = closedObject();
            schemas.put(name, schema);
            addResponseProperties(schema, type);
            List<String> required = requiredOf(type);
            schema.setRequired(required.isEmpty() ? null : required);
        }
        return reference(name);
    }

    private Schema ofRequestRecord(Class<?> type) {
        String plain = nameOf(type);
        String name = plain.endsWith("Request") ? plain : plain + "Input";
        if (own(name, type)) {
            Schema object = closedObject();
            TextForm form = type.getAnnotation(TextForm.class);
            Schema whole =
                    form == null ? object : createSchema().oneOf(List.of(simple(SchemaType.STRING, null), object));
            schemas.put(name, whole);
            addRequestProperties(object, type);
            List<String> required = Arrays.stream(type.getRecordComponents())
                    .filter(SchemaCatalog::mustBeSent)
                    .map(SchemaCatalog::propertyName)
                    .toList();
            object.setRequired(required.isEmpty() ? null : required);
        }
        return reference(name);
    }

    private void addRequestProperties(Schema object, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            object.addProperty(
                    propertyName(component), annotated(component, schemaOf(component.getAnnotatedType(), Way.REQUEST)));
        }
        ReadOnlyAttributes ignored = type.getAnnotation(ReadOnlyAttributes.class);
        if (ignored == null) {
            return;
        }
        for (String name : ignored.value()) {
            object.addProperty(
                    name,
                    createSchema().readOnly(true).description("Ignored, so that what was read can be sent back."));
        }
        object.addProperty(
                "version",
                nullable(simple(SchemaType.INTEGER, "int64")
                        .description("The version that the change is meant for, as If-Match says it.")));
    }

    private static boolean mustBeSent(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        return component.getType().isPrimitive()
                || type.isAnnotationPresent(NotNull.class)
                || type.isAnnotationPresent(NotBlank.class)
                || type.isAnnotationPresent(NotEmpty.class);
    }

    private void addResponseProperties(Schema object, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (isWritten(component)) {
                Schema schema = mayBeLeftOut(component)
                        ? bare(component.getAnnotatedType(), Way.RESPONSE)
                        : schemaOf(component.getAnnotatedType(), Way.RESPONSE);
                object.addProperty(propertyName(component), annotated(component, schema));
            }
        }
    }

    /** What is in every answer, if only as {@code null}. */
    private static List<String> requiredOf(Class<?> type) {
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (isWritten(component) && !mayBeLeftOut(component)) {
                required.add(propertyName(component));
            }
        }
        return required;
    }

    private static boolean isWritten(RecordComponent component) {
        return !component.getAccessor().isAnnotationPresent(JsonIgnore.class);
    }

    private static boolean mayBeLeftOut(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && (leavesOutNull(component.getAccessor()) || leavesOutNull(component.getDeclaringRecord()));
    }

    private static boolean leavesOutNull(AnnotatedElement element) {
        JsonInclude inclusion = element.getAnnotation(JsonInclude.class);
        return inclusion != null && inclusion.value() == JsonInclude.Include.NON_NULL;
    }

    static String propertyName(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? SNAKE_CASE.translate(component.getName()) : named.value();
    }

    /** Adds what {@code @Schema} on the component says. */
    private static Schema annotated(RecordComponent component, Schema schema) {
        var said =
                component.getAccessor().getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        if (said == null) {
            return schema;
        }
        if (!said.description().isEmpty()) {
            schema.setDescription(said.description());
        }
        if (!said.format().isEmpty()) {
            schema.setFormat(said.format());
        }
        if (!said.pattern().isEmpty()) {
            schema.setPattern(said.pattern());
        }
        if (said.enumeration().length > 0) {
            schema.setEnumeration(List.<Object>of((Object[]) said.enumeration()));
        }
        if (said.type() == org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT
                && schema.getType() == null
                && schema.getRef() == null) {
            schema.addType(SchemaType.OBJECT);
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.addType(SchemaType.NULL);
            }
        }
        if (said.deprecated()) {
            schema.setDeprecated(true);
        }
        if (said.examples().length > 0) {
            schema.setExamples(Arrays.stream(said.examples())
                    .map(example -> Examples.read(example, schema))
                    .toList());
        }
        return schema;
    }

    static Schema nullable(Schema schema) {
        if (schema.getRef() != null || schema.getOneOf() != null) {
            return createSchema().anyOf(List.of(schema, createSchema().addType(SchemaType.NULL)));
        }
        if (schema.getType() != null) {
            schema.addType(SchemaType.NULL);
        }
        return schema;
    }

    static Schema closedObject() {
        return createSchema()
                .addType(SchemaType.OBJECT)
                .properties(new LinkedHashMap<>())
                .additionalPropertiesSchema(createSchema().booleanSchema(false));
    }

    static Schema simple(SchemaType type, @Nullable String format) {
        Schema schema = createSchema().addType(type);
        if (format != null) {
            schema.setFormat(format);
        }
        return schema;
    }
}
