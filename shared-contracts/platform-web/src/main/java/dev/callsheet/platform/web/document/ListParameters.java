package dev.callsheet.platform.web.document;

import static dev.callsheet.platform.web.document.SchemaCatalog.closedObject;
import static dev.callsheet.platform.web.document.SchemaCatalog.simple;

import dev.callsheet.platform.web.list.ListSchema;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.Style;

/** The query parameters of lists and of single resources, as their list schema allows them. */
final class ListParameters {

    private static final List<String> ORDERED = List.of("gt", "gte", "lt", "lte");

    private final SchemaCatalog schemas;
    private final SharedParts parts;

    ListParameters(SchemaCatalog schemas, SharedParts parts) {
        this.schemas = schemas;
        this.parts = parts;
    }

    List<Parameter> ofList(ListSchema schema) {
        List<Parameter> parameters = new ArrayList<>();
        for (String shared : List.of("Page", "PerPage", "Cursor", "Limit")) {
            parameters.add(parts.parameter(shared));
        }
        parameters.add(sort(schema));
        parameters.add(parts.parameter("Order"));
        parameters.add(parts.parameter("Count"));
        if (schema.searchPath() != null) {
            parameters.add(parts.parameter("Search"));
        }
        parameters.addAll(ofSingle(schema));
        schema.namedTypes()
                .forEach((name, type) -> parameters.add(SharedParts.query(name, schemas.ofRequest(type))
                        .description("Only what fits this `%s`.".formatted(name))));
        if (!schema.filterTypes().isEmpty()) {
            parameters.add(filter(schema));
        }
        return parameters;
    }

    List<Parameter> ofSingle(ListSchema schema) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(names("fields", schema.fieldNames()).description("The attributes to answer; all without it."));
        if (!schema.expandableNames().isEmpty()) {
            parameters.add(names("expand", schema.expandableNames()).description("Relationships to answer whole."));
        }
        return parameters;
    }

    private static Parameter sort(ListSchema schema) {
        List<String> steps = new ArrayList<>();
        for (String name : schema.sortableNames()) {
            steps.add(name);
            steps.add("-" + name);
        }
        return names("sort", steps)
                .description(
                        "What comes first, a minus for descending; `%s` without it.".formatted(schema.defaultOrder()));
    }

    private static Parameter names(String name, Iterable<String> allowed) {
        List<Object> values = new ArrayList<>();
        allowed.forEach(values::add);
        Schema item = simple(SchemaType.STRING, null).enumeration(values);
        return SharedParts.query(name, simple(SchemaType.ARRAY, null).items(item))
                .style(Style.FORM)
                .explode(false);
    }

    /** {@code filter[field]} and {@code filter[field.operator]} are the keys of one object in the deep style. */
    private Parameter filter(ListSchema schema) {
        Schema keys = closedObject();
        schema.filterTypes().forEach((name, type) -> addKeys(keys, name, type));
        return SharedParts.query("filter", keys)
                .style(Style.DEEPOBJECT)
                .explode(true)
                .description("Conditions that all must hold: filter[field]=value, filter[field.operator]=value.");
    }

    private void addKeys(Schema keys, String name, Class<?> type) {
        keys.addProperty(name, schemas.ofRequest(type));
        keys.addProperty(name + ".ne", schemas.ofRequest(type));
        keys.addProperty(
                name + ".in", simple(SchemaType.STRING, null).description("Up to 100 values, separated by commas."));
        keys.addProperty(name + ".is_null", simple(SchemaType.BOOLEAN, null));
        if (!type.isEnum() && type != Boolean.class) {
            ORDERED.forEach(operator -> keys.addProperty(name + "." + operator, schemas.ofRequest(type)));
        }
        if (type == String.class) {
            keys.addProperty(name + ".contains", simple(SchemaType.STRING, null));
        }
    }
}
