package dev.callsheet.platform.data.entity;

import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.Page;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the rows of one tenant entity. Deleted rows are never found. Every list runs two statements at most,
 * whatever the size of the page.
 */
public abstract class OrganizationRepository<E extends OrganizationEntity> implements PanacheRepositoryBase<E, UUID> {

    private final Class<E> entity;
    private final String type;

    /**
     * A repository.
     *
     * @param type the resource's type in the API, for messages
     */
    protected OrganizationRepository(Class<E> entity, String type) {
        this.entity = entity;
        this.type = type;
    }

    /** {@code left join fetch} clauses for the parts that an answer always shows; the alias is {@code e}. */
    protected String fetches() {
        return "";
    }

    /**
     * What further holds for the rows that the current caller sees, see {@link Sight}; all rows of the organization unless a
     * repository says otherwise. It applies to everything that finds rows here.
     */
    protected Uni<List<Condition>> sight() {
        return Uni.createFrom().item(List.of());
    }

    /** The row; the Uni's item is null when there is none, or none in sight. */
    public Uni<E> find(UUID id) {
        return sight().map(sight -> Where.one(id, sight))
                .chain(one -> getSession()
                        .chain(session -> one.bind(session.createSelectionQuery(
                                        "from %s e %s where %s".formatted(entity.getName(), fetches(), one.clause()),
                                        entity))
                                .getSingleResultOrNull()));
    }

    /**
     * The row.
     *
     * @throws ApiException {@code NOT_FOUND} as the Uni's failure
     */
    public Uni<E> get(UUID id) {
        return find(id).onItem().ifNull().failWith(() -> ApiException.notFound(type, id));
    }

    /**
     * The row, locked until the transaction ends, so that of two writers one waits and the last one wins.
     *
     * @throws ApiException {@code NOT_FOUND} as the Uni's failure
     */
    public Uni<E> getForUpdate(UUID id) {
        return sight().chain(sight -> requireInSight(id, sight))
                .chain(() -> getSession())
                .chain(session -> session.find(entity, id, LockModeType.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound(type, id))
                .invoke(found -> {
                    if (found.isDeleted()) {
                        throw ApiException.notFound(type, id);
                    }
                });
    }

    private Uni<Void> requireInSight(UUID id, List<Condition> sight) {
        if (sight.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Where one = Where.one(id, sight);
        return getSession()
                .chain(session -> one.bind(session.createSelectionQuery(
                                "select e.id from %s e where %s".formatted(entity.getName(), one.clause()), UUID.class))
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound(type, id))
                .replaceWithVoid();
    }

    /** One page of what the query asks for. */
    public Uni<Page<E>> list(ListQuery query) {
        return list(query, List.of());
    }

    /** One page of what the query asks for, among the rows that meet further conditions. */
    public Uni<Page<E>> list(ListQuery query, List<Condition> further) {
        return sight().map(sight -> new Where(query, further, sight)).chain(filter -> list(query, filter));
    }

    private Uni<Page<E>> list(ListQuery query, Where filter) {
        return getSession()
                .chain(session -> fetch(session, query, filter)
                        .chain(rows -> count(session, query, filter).map(total -> page(query, rows, total))));
    }

    private Uni<List<E>> fetch(Mutiny.Session session, ListQuery query, Where filter) {
        Where position = filter.after(query.keysetCondition());
        return position.bind(session.createSelectionQuery(
                        "from %s e %s where %s order by %s"
                                .formatted(entity.getName(), fetches(), position.clause(), query.orderBy()),
                        entity))
                .setFirstResult(query.offset())
                .setMaxResults(query.fetchSize())
                .getResultList();
    }

    /** HQL asks for an order where there is a limit; the list's own one is there to be read from an index. */
    private Uni<Long> count(Mutiny.Session session, ListQuery query, Where filter) {
        if (!query.isCounted()) {
            return Uni.createFrom().nullItem();
        }
        return filter.bind(session.createSelectionQuery(
                        "select count(*) from (select e.id as id from %s e where %s order by %s limit %d) counted"
                                .formatted(
                                        entity.getName(), filter.clause(), query.orderBy(), ListQuery.COUNT_LIMIT + 1),
                        Long.class))
                .getSingleResult();
    }

    private Page<E> page(ListQuery query, List<E> rows, @Nullable Long total) {
        boolean hasMore = rows.size() > query.size();
        List<E> items = hasMore ? rows.subList(0, query.size()) : rows;
        String cursor = hasMore ? query.cursorOf(path -> valueOf(items.getLast(), path)) : null;
        return new Page<>(items, hasMore, total, cursor);
    }

    /** The path may lead through parts that have been fetched with the row. */
    private static Object valueOf(Object row, String path) {
        int dot = path.indexOf('.');
        return dot < 0
                ? attributeOf(row, path)
                : valueOf(attributeOf(row, path.substring(0, dot)), path.substring(dot + 1));
    }

    private static Object attributeOf(Object row, String path) {
        Field attribute = Stream.<Class<?>>iterate(row.getClass(), type -> type != null, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.getName().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(row.getClass() + " cannot be sorted by " + path));
        try {
            attribute.setAccessible(true);
            return attribute.get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(attribute + " cannot be read", e);
        }
    }

    /** A {@code where} clause and what it binds. */
    private record Where(List<Condition> conditions) {

        private static final Pattern PLACEHOLDER = Pattern.compile("\\?");

        /** The row of that id, if it is there and in sight. */
        static Where one(UUID id, List<Condition> sight) {
            List<Condition> conditions = new ArrayList<>();
            conditions.add(Condition.of("e.id = ?", id));
            conditions.add(Condition.of("e.deletedAt is null"));
            conditions.addAll(sight);
            return new Where(conditions);
        }

        Where(ListQuery query, List<Condition> further, List<Condition> sight) {
            this(new ArrayList<>());
            conditions.add(Condition.of("e.deletedAt is null"));
            conditions.addAll(sight);
            conditions.addAll(query.conditions());
            conditions.addAll(further);
            if (query.search() != null) {
                conditions.add(Condition.of(
                        "function('text_matches', e.%s, ?) = true"
                                .formatted(query.schema().searchPath()),
                        query.search()));
            }
        }

        Where after(@Nullable Condition position) {
            if (position == null) {
                return this;
            }
            List<Condition> more = new ArrayList<>(conditions);
            more.add(position);
            return new Where(more);
        }

        String clause() {
            String joined = conditions.stream()
                    .map(condition -> "(" + condition.expression() + ")")
                    .collect(Collectors.joining(" and "));
            AtomicInteger position = new AtomicInteger();
            return PLACEHOLDER.matcher(joined).replaceAll(found -> "?" + position.incrementAndGet());
        }

        <R> Mutiny.SelectionQuery<R> bind(Mutiny.SelectionQuery<R> statement) {
            int position = 0;
            for (Condition condition : conditions) {
                for (Object parameter : condition.parameters()) {
                    statement.setParameter(++position, parameter);
                }
            }
            return statement;
        }
    }
}
