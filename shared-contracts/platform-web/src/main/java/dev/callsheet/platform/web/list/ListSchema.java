package dev.callsheet.platform.web.list;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a resource's lists can be asked: its fields, the named filters of the specification, and whether they can be
 * searched. Immutable once built; one static instance a resource.
 */
public final class ListSchema {

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private final Class<? extends Record> attributesType;
    private final Map<String, ListField> fields;
    private final Map<String, NamedFilter<?>> namedFilters;
    private final Set<String> attributes;
    private final Set<String> expandable;
    private final List<Sort> defaultSort;
    private final @Nullable String searchPath;

    private ListSchema(Builder builder) {
        this.attributesType = builder.attributesType;
        this.fields = Map.copyOf(builder.fields);
        this.namedFilters = Map.copyOf(builder.namedFilters);
        this.attributes = builder.attributes;
        this.expandable = Set.copyOf(builder.expandable);
        this.defaultSort = List.copyOf(builder.defaultSort);
        this.searchPath = builder.searchPath;
    }

    /**
     * Starts a schema.
     *
     * @param attributes the record of the resource's attributes, whose names {@code fields=} may name
     */
    public static Builder of(Class<? extends Record> attributes) {
        return new Builder(attributes);
    }

    Map<String, ListField> fields() {
        return fields;
    }

    Map<String, NamedFilter<?>> namedFilters() {
        return namedFilters;
    }

    Set<String> attributes() {
        return attributes;
    }

    Set<String> expandable() {
        return expandable;
    }

    List<Sort> defaultSort() {
        return defaultSort;
    }

    /** The attribute that holds the text-search vector; null where the resource cannot be searched. */
    public @Nullable String searchPath() {
        return searchPath;
    }

    /** The record of the attributes. */
    public Class<? extends Record> attributesType() {
        return attributesType;
    }

    /** The fields to filter by with operators, and what their values are read as. */
    public Map<String, Class<?>> filterTypes() {
        Map<String, Class<?>> types = new TreeMap<>();
        fields.values().forEach(field -> types.put(field.name(), field.type()));
        return types;
    }

    /** The parameters of their own, and what their values are read as. */
    public Map<String, Class<?>> namedTypes() {
        Map<String, Class<?>> types = new TreeMap<>();
        namedFilters.values().forEach(filter -> types.put(filter.name(), filter.type()));
        return types;
    }

    /** What {@code sort=} may name. */
    public Set<String> sortableNames() {
        return fields.values().stream()
                .filter(ListField::sortable)
                .map(ListField::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What {@code fields=} may name. */
    public Set<String> fieldNames() {
        Set<String> names = new TreeSet<>(attributes);
        names.add("id");
        return names;
    }

    /** What {@code expand=} may name. */
    public Set<String> expandableNames() {
        return new TreeSet<>(expandable);
    }

    /** The order when none is asked for, as {@code sort=} would spell it. */
    public String defaultOrder() {
        return defaultSort.stream()
                .map(step -> (step.descending() ? "-" : "") + step.field().name())
                .collect(Collectors.joining(","));
    }

    /** One step of an order. */
    record Sort(ListField field, boolean descending) {}

    /** Collects what a list can be asked. */
    public static final class Builder {
        private final Class<? extends Record> attributesType;
        private final Map<String, ListField> fields = new LinkedHashMap<>();
        private final Map<String, NamedFilter<?>> namedFilters = new LinkedHashMap<>();
        private final Set<String> attributes = new LinkedHashSet<>();
        private final Set<String> expandable = new LinkedHashSet<>();
        private List<Sort> defaultSort = List.of();
        private @Nullable String searchPath;

        private Builder(Class<? extends Record> attributes) {
            this.attributesType = attributes;
            Arrays.stream(attributes.getRecordComponents())
                    .map(RecordComponent::getName)
                    .map(SNAKE_CASE::translate)
                    .forEach(this.attributes::add);
        }

        /** A field to filter by; the entity's attribute has the same name in camel case. */
        public Builder filterable(String name, Class<?> type) {
            return field(new ListField(name, type, camelCase(name), false));
        }

        /** A field to filter by under another path of the entity. */
        public Builder filterable(String name, Class<?> type, String path) {
            return field(new ListField(name, type, path, false));
        }

        /** A field to filter and sort by; its column is never null. */
        public Builder sortable(String name, Class<?> type) {
            return field(new ListField(name, type, camelCase(name), true));
        }

        /** A field to filter and sort by under another path of the entity; the column is never null. */
        public Builder sortable(String name, Class<?> type, String path) {
            return field(new ListField(name, type, path, true));
        }

        /** A parameter of its own, such as {@code start_date}. */
        public <V> Builder named(String name, Class<V> type, NamedFilter.Meaning<V> meaning) {
            namedFilters.put(name, new NamedFilter<>(name, type, meaning));
            return this;
        }

        /** Parameters that are short for {@code filter[name]=}. */
        public Builder shorthand(String... names) {
            for (String name : names) {
                ListField field = known(name);
                namedFilters.put(name, shorthandFor(field));
            }
            return this;
        }

        private static <V> NamedFilter<V> shorthandFor(ListField field) {
            @SuppressWarnings("unchecked") // The field's own type.
            Class<V> type = (Class<V>) field.type();
            return new NamedFilter<>(
                    field.name(), type, (value, zone) -> Condition.of("e." + field.path() + " = ?", value));
        }

        public Builder expandable(String... names) {
            expandable.addAll(List.of(names));
            return this;
        }

        /** The attribute that holds the text-search vector. */
        public Builder searchable(String path) {
            this.searchPath = path;
            return this;
        }

        /** The order when none is asked for; a leading minus means descending. */
        public ListSchema sortedBy(String... names) {
            this.defaultSort = Arrays.stream(names)
                    .map(name -> new Sort(known(name.replaceFirst("^-", "")), name.startsWith("-")))
                    .toList();
            return new ListSchema(this);
        }

        private Builder field(ListField field) {
            fields.put(field.name(), field);
            return this;
        }

        private ListField known(String name) {
            ListField field = fields.get(name);
            if (field == null) {
                throw new IllegalArgumentException("The schema has no field " + name);
            }
            return field;
        }

        private static String camelCase(String name) {
            StringBuilder camel = new StringBuilder();
            for (String part : name.split("_", -1)) {
                camel.append(camel.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
            }
            return camel.toString();
        }
    }
}
