package dev.callsheet.platform.web.list;

import dev.callsheet.platform.web.body.ValueReader;
import dev.callsheet.platform.web.envelope.Links;
import dev.callsheet.platform.web.envelope.Meta;
import dev.callsheet.platform.web.error.Violations;
import dev.callsheet.platform.web.list.ListSchema.Sort;
import dev.callsheet.platform.web.request.CallContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a list (Sector Pro 3.3 and the product decisions): checked, typed, and ready for a repository to
 * run. Everything that is wrong with the query is reported at once.
 */
public final class ListQuery {

    /** Totals are counted up to here; beyond, {@code total_is_estimate} is true. */
    public static final int COUNT_LIMIT = 100_000;

    private static final int DEFAULT_SIZE = 25;
    private static final int MOST_PER_PAGE = 100;
    private static final int DEEPEST_ROW = 100_000;
    private static final int MOST_IN_VALUES = 100;
    private static final Pattern FILTER = Pattern.compile("filter\\[([a-z_]+)(?:\\.([a-z_]+))?]");
    private static final Set<String> RESERVED =
            Set.of("page", "per_page", "limit", "cursor", "sort", "order", "fields", "expand", "search", "count");

    private final ListSchema schema;
    private final String path;
    private final MultivaluedMap<String, String> parameters;
    private final List<Condition> conditions;
    private final List<Sort> order;
    private final @Nullable List<Object> after;
    private final boolean keyset;
    private final int page;
    private final int size;
    private final boolean counted;
    private final @Nullable Set<String> fields;
    private final Set<String> expand;
    private final @Nullable String search;

    private ListQuery(ListSchema schema, UriInfo uri) {
        Reading reading = new Reading(schema, uri.getQueryParameters());
        this.schema = schema;
        this.path = uri.getRequestUri().getRawPath();
        this.parameters = uri.getQueryParameters();
        reading.refuseUnknown();
        this.keyset = reading.isKeyset();
        this.size = reading.size();
        this.page = reading.page(size);
        this.order = reading.order();
        this.counted = reading.flag("count", true);
        this.fields = reading.fields();
        this.expand = reading.names("expand", schema.expandable());
        this.search = reading.search();
        this.conditions = reading.conditions();
        reading.violations.throwIfAny();
        this.after = reading.after(order);
        reading.violations.throwIfAny();
    }

    /**
     * Reads the query of a request.
     *
     * @throws dev.callsheet.platform.web.error.ApiException {@code VALIDATION_ERROR} naming every parameter that is
     *     unknown or does not fit
     */
    public static ListQuery parse(ListSchema schema, UriInfo uri) {
        return new ListQuery(schema, uri);
    }

    /** The same for a single resource, where only {@code fields} and {@code expand} make sense. */
    public static ListQuery parseSingle(ListSchema schema, UriInfo uri) {
        Violations violations = new Violations();
        uri.getQueryParameters().keySet().stream()
                .filter(name -> !name.equals("fields") && !name.equals("expand"))
                .forEach(name -> violations.add(name, "Unknown parameter. Known parameters: expand, fields"));
        violations.throwIfAny();
        return new ListQuery(schema, uri);
    }

    public List<Condition> conditions() {
        return conditions;
    }

    /** The {@code tsquery} to match; null without a search. */
    public @Nullable String search() {
        return search;
    }

    public ListSchema schema() {
        return schema;
    }

    public boolean isCounted() {
        return counted;
    }

    /** Rows to fetch: one more than the page has, to see whether there are more. */
    public int fetchSize() {
        return size + 1;
    }

    public int size() {
        return size;
    }

    public int offset() {
        return keyset ? 0 : (page - 1) * size;
    }

    public @Nullable Set<String> fields() {
        return fields;
    }

    public boolean expands(String name) {
        return expand.contains(name);
    }

    /** The HQL {@code order by}, made total by the id. */
    public String orderBy() {
        return order.stream()
                        .map(step -> "e." + step.field().path() + (step.descending() ? " desc" : " asc"))
                        .collect(Collectors.joining(", "))
                + ", e.id" + (lastDescends() ? " desc" : " asc");
    }

    /**
     * Rows after the cursor. Written so that the first comparison alone bounds the index range, since a row comparison in
     * mixed directions cannot.
     */
    public @Nullable Condition keysetCondition() {
        if (after == null) {
            return null;
        }
        List<String> alternatives = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        values.add(after.getFirst());
        for (int i = 0; i <= order.size(); i++) {
            StringBuilder alternative = new StringBuilder();
            for (int j = 0; j < i; j++) {
                alternative.append("e.").append(order.get(j).field().path()).append(" = ? and ");
                values.add(after.get(j));
            }
            boolean descending = i < order.size() ? order.get(i).descending() : lastDescends();
            String column = i < order.size() ? order.get(i).field().path() : "id";
            alternative.append("e.").append(column).append(descending ? " < ?" : " > ?");
            values.add(after.get(i));
            alternatives.add("(" + alternative + ")");
        }
        Sort first = order.getFirst();
        String bound = "e." + first.field().path() + (first.descending() ? " <= ?" : " >= ?");
        return new Condition(bound + " and (" + String.join(" or ", alternatives) + ")", values);
    }

    /** Names a row for the keyset style; {@code valueOf} gives an attribute of it by path. */
    public String cursorOf(Function<String, Object> valueOf) {
        List<String> values = new ArrayList<>();
        order.forEach(step -> values.add(spell(valueOf.apply(step.field().path()))));
        values.add(spell(valueOf.apply("id")));
        return Cursor.encode(orderName(), values);
    }

    public Meta metaOf(Page<?> found) {
        Long total = found.total();
        boolean estimate = total != null && total > COUNT_LIMIT;
        Long shown = total == null ? null : Math.min(total, COUNT_LIMIT);
        return new Meta(
                keyset ? null : page,
                size,
                shown,
                shown == null ? null : (shown + size - 1) / size,
                estimate ? true : null,
                found.nextCursor(),
                null);
    }

    public Links linksOf(Page<?> found) {
        String next = null;
        if (found.hasMore()) {
            boolean byPage = !keyset && (long) page * size < DEEPEST_ROW;
            next = byPage ? linkWith("page", String.valueOf(page + 1)) : linkWith("cursor", found.nextCursor());
        }
        String previous = !keyset && page > 1 ? linkWith("page", String.valueOf(page - 1)) : null;
        return new Links(link(parameters), next, previous);
    }

    private String linkWith(String name, @Nullable String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(parameters);
        if (name.equals("cursor")) {
            changed.remove("page");
        }
        changed.put(name, List.of(value == null ? "" : value));
        return link(changed);
    }

    private String link(Map<String, List<String>> query) {
        String spelled = query.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return spelled.isEmpty() ? path : path + "?" + spelled;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%5B", "[")
                .replace("%5D", "]");
    }

    private boolean lastDescends() {
        return order.getLast().descending();
    }

    private String orderName() {
        return orderName(order);
    }

    private static String orderName(List<Sort> order) {
        return order.stream()
                .map(step -> (step.descending() ? "-" : "") + step.field().name())
                .collect(Collectors.joining(","));
    }

    private static String spell(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    /** The parameters of one request on their way to a query. */
    private static final class Reading {
        private final Violations violations = new Violations();
        private final ListSchema schema;
        private final MultivaluedMap<String, String> parameters;
        private final ZoneId zone = CallContext.current().zone();
        private final ValueReader values = new ValueReader(violations, zone);

        Reading(ListSchema schema, MultivaluedMap<String, String> parameters) {
            this.schema = schema;
            this.parameters = parameters;
        }

        void refuseUnknown() {
            for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
                String name = parameter.getKey();
                boolean known = RESERVED.contains(name)
                        || schema.namedFilters().containsKey(name)
                        || FILTER.matcher(name).matches();
                if (!known) {
                    violations.add(name, "Unknown parameter. Known parameters: " + knownParameters());
                } else if (parameter.getValue().size() > 1) {
                    violations.add(
                            name,
                            "is given %d times; once is enough"
                                    .formatted(parameter.getValue().size()));
                }
            }
        }

        private String knownParameters() {
            Set<String> known = new TreeSet<>(RESERVED);
            known.addAll(schema.namedFilters().keySet());
            return String.join(", ", known) + ", filter[field], filter[field.operator]";
        }

        boolean isKeyset() {
            boolean byPage = parameters.containsKey("page") || parameters.containsKey("per_page");
            if (parameters.containsKey("page") && parameters.containsKey("cursor")) {
                violations.add("cursor", "cannot be combined with page: choose one page style");
            }
            return parameters.containsKey("cursor") || (parameters.containsKey("limit") && !byPage);
        }

        int size() {
            if (parameters.containsKey("limit") && parameters.containsKey("per_page")) {
                violations.add("limit", "means the same as per_page: give one of them");
            }
            String name = parameters.containsKey("limit") ? "limit" : "per_page";
            return number(name, DEFAULT_SIZE, 1, MOST_PER_PAGE);
        }

        int page(int size) {
            return number("page", 1, 1, DEEPEST_ROW / Math.max(1, size));
        }

        private int number(String name, int otherwise, int least, int most) {
            String text = parameters.getFirst(name);
            if (text == null) {
                return otherwise;
            }
            if (text.matches("\\d{1,9}")) {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            }
            violations.add(
                    name,
                    "must be a whole number from %d to %d, was '%s'%s"
                            .formatted(
                                    least, most, text, name.equals("page") ? "; go deeper with the cursor style" : ""));
            return otherwise;
        }

        boolean flag(String name, boolean otherwise) {
            String text = parameters.getFirst(name);
            Object flag = text == null ? null : values.readText(name, text, Boolean.class);
            return flag == null ? otherwise : (Boolean) flag;
        }

        List<Sort> order() {
            String sort = parameters.getFirst("sort");
            String direction = parameters.getFirst("order");
            if (direction != null && !direction.equals("asc") && !direction.equals("desc")) {
                violations.add("order", "must be asc or desc, was '" + direction + "'");
            }
            boolean descending = "desc".equals(direction);
            if (sort == null) {
                return direction == null
                        ? schema.defaultSort()
                        : schema.defaultSort().stream()
                                .map(step -> new Sort(step.field(), descending))
                                .toList();
            }
            Map<String, Sort> steps = new LinkedHashMap<>();
            for (String name : sort.split(",", -1)) {
                boolean minus = name.startsWith("-");
                ListField field = schema.fields().get(minus ? name.substring(1) : name);
                if (field == null || !field.sortable()) {
                    violations.add("sort", "cannot sort by '%s'. Sortable: %s".formatted(name, sortable()));
                } else {
                    steps.putIfAbsent(field.name(), new Sort(field, minus || descending));
                }
            }
            return steps.isEmpty() ? schema.defaultSort() : List.copyOf(steps.values());
        }

        private String sortable() {
            return schema.fields().values().stream()
                    .filter(ListField::sortable)
                    .map(ListField::name)
                    .sorted()
                    .collect(Collectors.joining(", "));
        }

        @Nullable Set<String> fields() {
            if (!parameters.containsKey("fields")) {
                return null;
            }
            Set<String> allowed = new LinkedHashSet<>(schema.attributes());
            allowed.add("id");
            return names("fields", allowed);
        }

        Set<String> names(String parameter, Set<String> allowed) {
            String text = parameters.getFirst(parameter);
            if (text == null) {
                return Set.of();
            }
            Set<String> names = new LinkedHashSet<>();
            for (String name : text.split(",", -1)) {
                if (allowed.contains(name)) {
                    names.add(name);
                } else {
                    violations.add(
                            parameter,
                            "Unknown name '%s'. Known: %s"
                                    .formatted(
                                            name,
                                            allowed.isEmpty() ? "none" : String.join(", ", new TreeSet<>(allowed))));
                }
            }
            return names;
        }

        @Nullable String search() {
            String text = parameters.getFirst("search");
            if (text == null) {
                return null;
            }
            if (schema.searchPath() == null) {
                violations.add("search", "this list cannot be searched");
                return null;
            }
            String query = SearchTerms.toPrefixQuery(text);
            if (query.isEmpty()) {
                violations.add("search", "must hold at least one letter or digit, was '" + text + "'");
            }
            return query;
        }

        List<Condition> conditions() {
            List<Condition> conditions = new ArrayList<>();
            parameters.forEach((name, texts) -> {
                String text = texts.getFirst();
                NamedFilter<?> named = schema.namedFilters().get(name);
                Matcher filter = FILTER.matcher(name);
                if (named != null) {
                    Object value = values.readText(name, text, named.type());
                    if (value != null) {
                        conditions.add(named.conditionFor(value, zone));
                    }
                } else if (filter.matches()) {
                    Condition condition = conditionFor(name, filter.group(1), filter.group(2), text);
                    if (condition != null) {
                        conditions.add(condition);
                    }
                }
            });
            return conditions;
        }

        private @Nullable Condition conditionFor(
                String parameter, String name, @Nullable String operator, String text) {
            ListField field = schema.fields().get(name);
            if (field == null) {
                violations.add(
                        parameter,
                        "cannot filter by '%s'. Known fields: %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                new TreeSet<>(schema.fields().keySet()))));
                return null;
            }
            String column = "e." + field.path();
            return switch (operator) {
                case null -> compare(parameter, field, "=", text);
                case "ne" -> compare(parameter, field, "<>", text);
                case "gt" -> compare(parameter, field, ">", text);
                case "gte" -> compare(parameter, field, ">=", text);
                case "lt" -> compare(parameter, field, "<", text);
                case "lte" -> compare(parameter, field, "<=", text);
                case "in" -> isIn(parameter, field, text);
                case "contains" -> contains(parameter, field, text);
                case "is_null" ->
                    values.readText(parameter, text, Boolean.class) instanceof Boolean isNull
                            ? Condition.of(column + (isNull ? " is null" : " is not null"))
                            : null;
                default -> {
                    violations.add(
                            parameter,
                            "Unknown operator '%s'. Known: gte, gt, lte, lt, ne, in, contains, is_null"
                                    .formatted(operator));
                    yield null;
                }
            };
        }

        private @Nullable Condition compare(String parameter, ListField field, String operator, String text) {
            boolean ordered = !operator.equals("=") && !operator.equals("<>");
            if (ordered && (field.type().isEnum() || field.type() == Boolean.class)) {
                violations.add(parameter, "'%s' has no order; use = , ne or in".formatted(field.name()));
                return null;
            }
            Object value = values.readText(parameter, text, field.type());
            return value == null ? null : Condition.of("e." + field.path() + " " + operator + " ?", value);
        }

        private @Nullable Condition isIn(String parameter, ListField field, String text) {
            List<String> texts = Arrays.asList(text.split(",", -1));
            if (texts.size() > MOST_IN_VALUES) {
                violations.add(parameter, "holds %d values; at most %d".formatted(texts.size(), MOST_IN_VALUES));
                return null;
            }
            List<Object> found = new ArrayList<>();
            for (String one : texts) {
                Object value = values.readText(parameter, one, field.type());
                if (value != null) {
                    found.add(value);
                }
            }
            return found.size() == texts.size()
                    ? new Condition(
                            "e." + field.path() + " in ("
                                    + found.stream().map(one -> "?").collect(Collectors.joining(", ")) + ")",
                            found)
                    : null;
        }

        private @Nullable Condition contains(String parameter, ListField field, String text) {
            if (field.type() != String.class) {
                violations.add(parameter, "contains works on text; '%s' is none".formatted(field.name()));
                return null;
            }
            if (values.readText(parameter, text, String.class) == null) {
                return null;
            }
            String escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            return Condition.of("e." + field.path() + " ilike ? escape '\\'", "%" + escaped + "%");
        }

        @Nullable List<Object> after(List<Sort> order) {
            String cursor = parameters.getFirst("cursor");
            if (cursor == null || cursor.isEmpty()) {
                return null;
            }
            List<String> texts = Cursor.decode(cursor, orderName(order), order.size() + 1);
            List<Object> after = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                Class<?> type = i < order.size() ? order.get(i).field().type() : UUID.class;
                Object value = values.readText("cursor", texts.get(i), type);
                if (value != null) {
                    after.add(value);
                }
            }
            return after.size() == texts.size() ? after : null;
        }
    }
}
