package dev.callsheet.identity.role;

import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.identity.role.RoleDefinition.Change;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The roles of an organization as they were last committed; a sandbox has those of its organization. */
@ApplicationScoped
public class RoleStore {

    private static final String ROLES = """
            with home as (select coalesce(parent_id, id) as id from organization where id = $1),
            own as (select r.* from organization_role r, home where r.organization_id = home.id and r.deleted_at is null)
            select coalesce(shipped.id, own.id) as id, coalesce(shipped.name, own.name) as name,
                coalesce(own.description, shipped.description) as description, shipped.name is not null as shipped,
                own.version, own.created_at, own.updated_at,
                array(select case when l.granted then '+' else '-' end || l.pattern from shipped_role_scope l
                    where l.role = shipped.name order by l.pattern) as shipped_lines,
                array(select case when l.granted then '+' else '-' end || l.pattern from role_scope l, home
                    where l.organization_id = home.id and l.role = coalesce(shipped.name, own.name)
                        and l.deleted_at is null order by l.pattern) as lines,
                array(select r.resource from shipped_role_restriction r where r.role = shipped.name) as shipped_own_data,
                array(select case when r.own then '+' else '-' end || r.resource from role_restriction r, home
                    where r.organization_id = home.id and r.role = coalesce(shipped.name, own.name)
                    order by r.resource) as own_data
            from shipped_role shipped full join own on own.name = shipped.name
            where $2::text is null or coalesce(shipped.name, own.name) = $2
            order by shipped.name is null, coalesce(shipped.name, own.name)
            """;

    private final CrossTenantDatabase database;

    RoleStore(CrossTenantDatabase database) {
        this.database = database;
    }

    /** Every role that somebody in the organization can have, the shipped ones first. */
    public Uni<List<RoleDefinition>> list(@Nullable UUID organizationId) {
        return database.list(ROLES, RoleStore::read, organizationId, null);
    }

    public Uni<Optional<RoleDefinition>> find(@Nullable UUID organizationId, String name) {
        return database.first(ROLES, RoleStore::read, organizationId, name);
    }

    private static RoleDefinition read(Row row) {
        Long version = row.getLong("version");
        return new RoleDefinition(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("shipped"),
                RoleDefinition.readLines(row.getArrayOfStrings("shipped_lines")),
                RoleDefinition.readLines(row.getArrayOfStrings("lines")),
                Set.of(row.getArrayOfStrings("shipped_own_data")),
                RoleDefinition.readOwnData(row.getArrayOfStrings("own_data")),
                version == null
                        ? null
                        : new Change(
                                version,
                                row.getOffsetDateTime("created_at").toInstant(),
                                row.getOffsetDateTime("updated_at").toInstant()));
    }
}
