package dev.callsheet.identity.issuer;

import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.UserCreated;
import dev.callsheet.contracts.identity.UserSnapshot;
import dev.callsheet.contracts.identity.UserUpdated;
import dev.callsheet.identity.issuer.IssuerStore.KnownUser;
import dev.callsheet.identity.issuer.IssuerStore.TrustedIssuer;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Brings a member in line with what their issuer says of them, and makes them one where the organization wants that.
 * Whoever was removed or deactivated here stays so, whatever an issuer says.
 */
@ApplicationScoped
public class OutsideMemberService {

    private static final String MEMBERSHIP = """
            select id, role, departments, version, deleted_at is null, deactivated_at is null from membership
            where user_id = $1 order by deleted_at desc nulls first limit 1
            """;

    private static final String JOIN = """
            insert into membership (organization_id, id, user_id, role, departments, version, created_at, updated_at)
            values ($1, $2, $3, $4, $5, 1, now(), now())
            on conflict (organization_id, user_id) where deleted_at is null do nothing
            """;

    private static final String CHANGE = """
            update membership set role = $2, departments = $3, version = version + 1, updated_at = now() where id = $1
            """;

    private static final String KNOW = """
            insert into outside_identity (organization_id, id, issuer_id, subject, user_id, created_at)
            values ($1, $2, $3, $4, $5, now())
            on conflict (organization_id, issuer_id, subject) do update set user_id = excluded.user_id
            returning id
            """;

    private final Outbox outbox;

    OutsideMemberService(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * The id under which the person is known from now on.
     *
     * <p>Fails with {@code UNAUTHORIZED} when they are no member and do not become one.
     */
    @OrganizationTransaction
    Uni<UUID> admit(TrustedIssuer issuer, Claims claims, KnownUser user, String email) {
        return SessionSql.select(MEMBERSHIP, user.id())
                .map(OutsideMemberService::membership)
                .chain(found ->
                        found.isPresent() ? align(found.get(), claims, user, email) : join(issuer, claims, user, email))
                .chain(() -> SessionSql.select(
                        KNOW, issuer.organizationId(), Ids.next(), issuer.id(), claims.subject(), user.id()))
                .map(rows -> (UUID) rows.next()[0]);
    }

    private Uni<Void> align(Membership member, Claims claims, KnownUser user, String email) {
        if (!member.present() || !member.active()) {
            return Uni.createFrom()
                    .failure(refused("The user " + email + " was " + (member.present() ? "deactivated" : "removed")
                            + " in this organization."));
        }
        Membership wanted = member.with(claims.role(), claims.departments());
        List<String> changed = member.differences(wanted);
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return SessionSql.update(
                        CHANGE, member.id(), wanted.role(), wanted.departments().toArray(String[]::new))
                .chain(() -> outbox.append(
                        IdentityEvents.USER_UPDATED,
                        user.id(),
                        new UserUpdated(wanted.snapshot(user, email, member.version() + 1), changed)));
    }

    private Uni<Void> join(TrustedIssuer issuer, Claims claims, KnownUser user, String email) {
        String role = claims.role() == null ? issuer.defaultRole() : claims.role();
        if (!issuer.provisionUsers()) {
            return Uni.createFrom().failure(refused("There is no user " + email + " in this organization."));
        }
        if (role == null) {
            return Uni.createFrom().failure(refused("The token names no role that this organization knows."));
        }
        Membership member = new Membership(
                Ids.next(), role, claims.departments() == null ? List.of() : claims.departments(), 1, true, true);
        return SessionSql.update(
                        JOIN,
                        issuer.organizationId(),
                        member.id(),
                        user.id(),
                        role,
                        member.departments().toArray(String[]::new))
                .chain(joined -> joined == 0
                        ? Uni.createFrom().voidItem()
                        : outbox.append(
                                IdentityEvents.USER_CREATED,
                                user.id(),
                                new UserCreated(member.snapshot(user, email, 1))));
    }

    private static Optional<Membership> membership(ReactiveConnection.Result rows) {
        if (!rows.hasNext()) {
            return Optional.empty();
        }
        Object[] row = rows.next();
        return Optional.of(new Membership(
                (UUID) row[0], (String) row[1], List.of((String[]) row[2]), (Long) row[3], (Boolean) row[4], (Boolean)
                        row[5]));
    }

    private static ApiException refused(String message) {
        return new ApiException(ErrorCode.UNAUTHORIZED, message);
    }

    private record Membership(
            UUID id, String role, List<String> departments, long version, boolean present, boolean active) {

        Membership with(@Nullable String newRole, @Nullable List<String> newDepartments) {
            return new Membership(
                    id,
                    newRole == null ? role : newRole,
                    newDepartments == null ? departments : newDepartments,
                    version,
                    present,
                    active);
        }

        List<String> differences(Membership other) {
            List<String> changed = new ArrayList<>();
            if (!role.equals(other.role)) {
                changed.add("role");
            }
            if (!departments.equals(other.departments)) {
                changed.add("departments");
            }
            return changed;
        }

        UserSnapshot snapshot(KnownUser user, String email, long newVersion) {
            return new UserSnapshot(user.id(), email, user.fullName(), role, departments, true, newVersion);
        }
    }
}
