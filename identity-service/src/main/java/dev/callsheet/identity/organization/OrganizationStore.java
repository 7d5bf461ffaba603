package dev.callsheet.identity.organization;

import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.identity.organization.OrganizationService.OrganizationIds;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Organizations across tenants, as far as the caller belongs to them: a user's are those they are a member of with their
 * sandboxes, a key's is the one that it acts in.
 */
@ApplicationScoped
class OrganizationStore {

    private static final String THE_CALLERS = """
            (select o.*, m.role
            from organization o
            left join membership m on m.organization_id = coalesce(o.parent_id, o.id) and m.user_id = $1
                and m.deleted_at is null
            where o.deleted_at is null and (o.id = $2 or ($2::uuid is null and m.id is not null))) e
            """;

    private static final String BY_SLUG = """
            select o.id, sandbox.id as sandbox_id from organization o
            join organization sandbox on sandbox.parent_id = o.id where o.slug = $1
            """;

    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private final CrossTenantDatabase database;

    OrganizationStore(CrossTenantDatabase database) {
        this.database = database;
    }

    Uni<Page<Resource<OrganizationResponse>>> list(Principal caller, ListQuery query) {
        List<@Nullable Object> values = callersValues(caller);
        StringBuilder where = new StringBuilder("true");
        query.conditions().forEach(condition -> append(where, condition, values));
        Condition after = query.keysetCondition();
        if (after != null) {
            append(where, after, values);
        }
        String sql = "select e.*, count(*) over () as total from " + THE_CALLERS + " where " + where + " order by "
                + query.orderBy() + " limit " + query.fetchSize() + " offset " + query.offset();
        return database.list(sql, row -> row, values.toArray()).map(rows -> page(query, rows));
    }

    Uni<Optional<Resource<OrganizationResponse>>> find(Principal caller, UUID id) {
        List<@Nullable Object> values = callersValues(caller);
        values.add(id);
        return database.first(
                "select e.* from " + THE_CALLERS + " where e.id = $3", OrganizationStore::read, values.toArray());
    }

    /** The organization of that slug with its sandbox. */
    Uni<Optional<OrganizationIds>> findBySlug(String slug) {
        return database.first(BY_SLUG, row -> new OrganizationIds(row.getUUID("id"), row.getUUID("sandbox_id")), slug);
    }

    private static List<@Nullable Object> callersValues(Principal caller) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(caller.userId());
        values.add(caller.credentialType() == CredentialType.USER ? null : caller.organizationId());
        return values;
    }

    /** The condition's parameters become the next ones of the statement. */
    private static void append(StringBuilder where, Condition condition, List<@Nullable Object> values) {
        int first = values.size();
        values.addAll(condition.parameters());
        int[] at = {first};
        String expression = PARAMETER
                .matcher(condition.expression())
                .replaceAll(ignored -> Matcher.quoteReplacement("$" + ++at[0]));
        where.append(" and (").append(expression).append(')');
    }

    private static Page<Resource<OrganizationResponse>> page(ListQuery query, List<Row> rows) {
        boolean hasMore = rows.size() > query.size();
        List<Row> shown = hasMore ? rows.subList(0, query.size()) : rows;
        Long total = query.isCounted()
                ? Long.valueOf(rows.isEmpty() ? 0L : rows.getFirst().getLong("total"))
                : null;
        String next = hasMore ? query.cursorOf(shown.getLast()::getValue) : null;
        return new Page<>(shown.stream().map(OrganizationStore::read).toList(), hasMore, total, next);
    }

    private static Resource<OrganizationResponse> read(Row row) {
        return new Resource<>(
                row.getUUID("id"),
                "organization",
                new OrganizationResponse(
                        row.getString("name"),
                        row.getString("slug"),
                        row.getString("time_zone"),
                        row.getString("plan"),
                        List.of(row.getArrayOfStrings("cors_origins")),
                        row.getString("environment"),
                        row.getUUID("parent_id"),
                        row.getString("role"),
                        row.getLong("version"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("updated_at").toInstant()),
                null);
    }
}
