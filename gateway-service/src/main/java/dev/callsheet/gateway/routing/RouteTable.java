package dev.callsheet.gateway.routing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The routing table, read once at start. A segment that is written out wins over a variable, so
 * {@code /webhooks/event-types} is never taken for a webhook's id.
 */
public final class RouteTable {

    private static final Pattern TEMPLATE = Pattern.compile("(/([a-z0-9._~-]+|\\{[a-z_]+\\}))+");

    private final Node root = new Node();
    private final List<Route> routes;

    private RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        Set<String> shapes = new HashSet<>();
        for (Route route : this.routes) {
            if (!shapes.add(shape(route.template()))) {
                throw new IllegalArgumentException(
                        "routing table: %s is routed twice, each path has one owner".formatted(route.template()));
            }
            root.add(route);
        }
    }

    /** Reads a table from the class path; throws when a line is malformed or a path has two owners. */
    public static RouteTable load(String resource) {
        InputStream stream = RouteTable.class.getClassLoader().getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalArgumentException("routing table: no resource named " + resource);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of {@code <service> <template> [open] [class]}; empty lines and lines that start with {@code #} do not count. */
    public static RouteTable parse(List<String> lines) {
        List<Route> routes = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                routes.add(parseLine(text));
            }
        }
        return new RouteTable(routes);
    }

    private static Route parseLine(String line) {
        List<String> words = new ArrayList<>(List.of(line.split("\\s+", -1)));
        EndpointClass endpoints = EndpointClass.named(words.getLast());
        if (endpoints != EndpointClass.NONE) {
            words.removeLast();
        }
        boolean open = words.size() == 3 && words.get(2).equals("open");
        if (words.size() != (open ? 3 : 2)) {
            throw new IllegalArgumentException("routing table: '%s' is not of the form '<service> <path> [open] [%s]'"
                    .formatted(line, EndpointClass.names()));
        }
        String template = words.get(1);
        if (!TEMPLATE.matcher(template).matches()) {
            throw new IllegalArgumentException(
                    "routing table: '%s' is not a path of lower-case segments and {variables}".formatted(template));
        }
        if (template.startsWith("/internal")) {
            throw new IllegalArgumentException(
                    "routing table: '%s' is for services only and has no place at the edge".formatted(template));
        }
        return new Route(words.getFirst(), template, open, endpoints);
    }

    /** The owner of a path, given its decoded segments below {@code /api/v1}, or null when nobody owns it. */
    public @Nullable Route find(List<String> segments) {
        return root.find(segments, 0);
    }

    /** All lines in the order of the file. */
    public List<Route> routes() {
        return routes;
    }

    /** Two templates of one shape match the same paths, whatever their variables are called. */
    static String shape(String template) {
        return template.replaceAll("\\{[^}]*\\}", "{}");
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private @Nullable Node variable;
        private @Nullable Route route;

        void add(Route added) {
            Node node = this;
            for (String segment : added.template().substring(1).split("/", -1)) {
                node = segment.startsWith("{") ? node.variable() : node.literal(segment);
            }
            node.route = added;
        }

        private Node literal(String segment) {
            return literals.computeIfAbsent(segment, _ -> new Node());
        }

        private Node variable() {
            Node existing = variable;
            if (existing == null) {
                existing = new Node();
                variable = existing;
            }
            return existing;
        }

        /* A literal that leads nowhere must not hide the variable beside it, hence the second try. */
        @Nullable Route find(List<String> segments, int depth) {
            if (depth == segments.size()) {
                return route;
            }
            Node literal = literals.get(segments.get(depth));
            Route found = literal == null ? null : literal.find(segments, depth + 1);
            if (found == null && variable != null) {
                found = variable.find(segments, depth + 1);
            }
            return found;
        }
    }
}
