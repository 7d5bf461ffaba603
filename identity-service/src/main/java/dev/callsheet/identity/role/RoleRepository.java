package dev.callsheet.identity.role;

import dev.callsheet.identity.role.RoleDefinition.Change;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the organization of the call says of its roles, in the running transaction. */
@ApplicationScoped
class RoleRepository {

    /** Of two changes to roles at once the second waits, and then sees the first. */
    private static final String ONE_AT_A_TIME =
            "select true from pg_advisory_xact_lock(hashtextextended('roles of ' || $1, 0))";

    private static final String KEEP = """
            insert into organization_role as known
                (organization_id, id, name, description, version, created_at, updated_at)
            values ($1, $2, $3, $4, 1, now(), now())
            on conflict (organization_id, name) where deleted_at is null do update set
                description = excluded.description, version = known.version + 1, updated_at = now()
            returning id, version, created_at, updated_at
            """;

    private static final String ADD_LINES = """
            insert into role_scope (organization_id, id, role, pattern, granted, version, created_at, updated_at)
            select $1, gen_random_uuid(), $2, l.pattern, l.granted, 1, now(), now()
            from unnest($3::text[], $4::boolean[]) as l (pattern, granted)
            """;

    private static final String ADD_RESTRICTIONS = """
            insert into role_restriction (organization_id, role, resource, own)
            select $1, $2, r.resource, r.own from unnest($3::text[], $4::boolean[]) as r (resource, own)
            """;

    private static final String FORGET =
            "update organization_role set deleted_at = now(), updated_at = now() where name = $1 and deleted_at is null";

    private static final String HOLDERS = """
            select (select count(*) from membership where role = $1 and deleted_at is null)
                + (select count(*) from invitation where role = $1 and accepted_at is null and deleted_at is null)
                + (select count(*) from service_account where role = $1 and deleted_at is null)
            """;

    /** Waits until no other transaction changes roles of the organization. */
    Uni<Void> lock() {
        return SessionSql.select(ONE_AT_A_TIME, String.valueOf(organization())).replaceWithVoid();
    }

    /** Puts what the request says in the place of what was said before; gives the row's id and state. */
    Uni<Kept> keep(RoleRequest role) {
        RolePattern[] lines = role.patterns().toArray(RolePattern[]::new);
        Map<String, Boolean> restrictions = role.restrictions();
        String[] patterns = new String[lines.length];
        Boolean[] granted = new Boolean[lines.length];
        for (int i = 0; i < lines.length; i++) {
            patterns[i] = lines[i].pattern();
            granted[i] = lines[i].granted();
        }
        return dropLines(role.name())
                .chain(() -> SessionSql.update(ADD_LINES, organization(), role.name(), patterns, granted))
                .chain(() -> SessionSql.update(
                        ADD_RESTRICTIONS,
                        organization(),
                        role.name(),
                        restrictions.keySet().toArray(String[]::new),
                        restrictions.values().toArray(Boolean[]::new)))
                .chain(() -> SessionSql.select(KEEP, organization(), Ids.next(), role.name(), role.description()))
                .map(rows -> Kept.read(rows.next()));
    }

    /** The organization says nothing of the role any more. */
    Uni<Void> drop(String name) {
        return dropLines(name).chain(() -> SessionSql.update(FORGET, name)).replaceWithVoid();
    }

    /** How many members, invitations and service accounts have the role. */
    Uni<Long> countHolders(String name) {
        return SessionSql.select(HOLDERS, name).map(rows -> (Long) rows.next()[0]);
    }

    private Uni<Integer> dropLines(String name) {
        return SessionSql.update("delete from role_scope where role = $1", name)
                .chain(() -> SessionSql.update("delete from role_restriction where role = $1", name));
    }

    private static @Nullable UUID organization() {
        return CallContext.current().organizationId();
    }

    /** The row of the organization. */
    record Kept(UUID id, Change change) {
        static Kept read(Object[] row) {
            return new Kept(
                    (UUID) row[0],
                    new Change(
                            (Long) row[1],
                            ((OffsetDateTime) row[2]).toInstant(),
                            ((OffsetDateTime) row[3]).toInstant()));
        }
    }
}
