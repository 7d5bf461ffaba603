package dev.callsheet.platform.web.envelope;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.Page;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of every successful answer (Sector Pro 3.4).
 *
 * @param data a resource, a list of them, or a flat object for answers that are no resource
 * @param fields the attributes that {@code fields=} asked for; null for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope<T>(
        boolean success,
        T data,
        @Nullable Meta meta,
        @Nullable Links links,
        @JsonIgnore @Nullable Set<String> fields) {

    public static <T> Envelope<T> of(T data) {
        return new Envelope<>(true, data, null, null, null);
    }

    /** A single resource, with the attributes only that {@code fields=} asked for. */
    public static <T> Envelope<T> of(T data, ListQuery query) {
        return new Envelope<>(true, data, null, null, query.fields());
    }

    public static <T> Envelope<T> of(T data, List<Warning> warnings) {
        return new Envelope<>(true, data, warnings.isEmpty() ? null : Meta.ofWarnings(warnings), null, null);
    }

    /** A page of a list, with what a client needs to get the next one. */
    public static <E, A> Envelope<List<Resource<A>>> list(
            ListQuery query, Page<E> page, Function<? super E, Resource<A>> toResource) {
        List<Resource<A>> resources = page.items().stream().map(toResource).toList();
        return new Envelope<>(true, resources, query.metaOf(page), query.linksOf(page), query.fields());
    }
}
