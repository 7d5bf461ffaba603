package dev.callsheet.system.access;

import dev.callsheet.system.contract.ApiDocument;
import dev.callsheet.system.contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table with a line for each route and a column for each role. */
final class RoleMatrix {

    private static final String HEAD = """
            # What each role may do

            Every route of the API, asked by a member of each shipped role with the role's default scopes, for a resource of
            their own, for a colleague's, and for another organization's. `RoleMatrixIT` asks and compares with this page; a
            route that is not here fails. After a change that is meant: `-Drole-matrix.update=true`, and review the difference.

            - `all`: is let in, for what is one's own and for what is a colleague's; another organization's is not found.
            - `own`: is let in for what is one's own only; a colleague's is not found or, where it is refused for all, forbidden.
            - `-`: forbidden.
            - `open`: needs no credential.

            """;

    private final List<String> roles;
    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    RoleMatrix(List<String> roles) {
        this.roles = roles;
    }

    void add(Operation operation, List<String> words) {
        List<String> cells = new ArrayList<>(List.of("`" + operation.name() + "`", scopes(operation)));
        cells.addAll(words);
        lines.put(operation.name(), cells);
    }

    private static String scopes(Operation operation) {
        List<String> scopes = new ArrayList<>();
        operation.node().path("x-required-scopes").forEach(scope -> scopes.add("`" + scope.asText() + "`"));
        return scopes.isEmpty() ? "" : String.join(" ", scopes);
    }

    /** The page; routes in the order of the document. */
    String page(ApiDocument document) {
        List<String> titles = new ArrayList<>(List.of("route", "scope"));
        titles.addAll(roles);
        return HEAD
                + row(titles)
                + row(titles.stream().map(title -> "---").toList())
                + document.operations().stream()
                        .map(operation ->
                                row(lines.getOrDefault(operation.name(), List.of("`" + operation.name() + "`"))))
                        .collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
