package dev.callsheet.platform.web.list;

import java.util.List;

/**
 * A predicate on the rows of a list.
 *
 * @param expression HQL over the alias {@code e}, with {@code ?} for each parameter
 */
public record Condition(String expression, List<Object> parameters) {

    public static Condition of(String expression, Object... parameters) {
        return new Condition(expression, List.of(parameters));
    }
}
