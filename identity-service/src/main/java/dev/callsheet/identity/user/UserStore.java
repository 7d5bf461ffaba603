package dev.callsheet.identity.user;

import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users, who have no tenant; requests of a tenant may not read all of their row. */
@ApplicationScoped
public class UserStore {

    private static final String BY_ID = """
            select id, email, full_name, avatar_url, version, created_at, updated_at
            from app_user where id = $1 and deactivated_at is null
            """;

    /** Whoever belongs to an organization already keeps their password, unless a new one is meant for them. */
    private static final String ADD = """
            insert into app_user (id, email, full_name, password_hash, search_text, version, created_at, updated_at)
            values ($1, $2, $3, $4, $6, 1, now(), now())
            on conflict on constraint app_user_email_unique do update set updated_at = now(),
                version = app_user.version + 1,
                password_hash = case when $5 or not exists (
                        select from membership m where m.user_id = app_user.id and m.deleted_at is null)
                    then excluded.password_hash else app_user.password_hash end
            returning id, password_hash = $4 as password_set
            """;

    private static final String CREATE = """
            insert into app_user (id, email, full_name, password_hash, search_text, version, created_at, updated_at)
            values ($1, $2, $3, $4, $5, 1, now(), now())
            on conflict on constraint app_user_email_unique do nothing
            """;

    private static final String ORGANIZATIONS = """
            select organization_id from membership where user_id = $1 and deleted_at is null order by created_at
            """;

    private final CrossTenantDatabase database;

    UserStore(CrossTenantDatabase database) {
        this.database = database;
    }

    /** The active user of that id. */
    public Uni<Optional<User>> find(UUID id) {
        return database.first(BY_ID, UserStore::read, id);
    }

    /** The user of that address, who is known to exist. */
    public Uni<UUID> getIdOf(String email) {
        return database.first("select id from app_user where email = $1", row -> row.getUUID("id"), email)
                .map(found -> found.orElseThrow(() -> new ApiException(
                        ErrorCode.CONFLICT, "The organization exists, but not with an admin of that address.")));
    }

    /**
     * Adds a user, or finds the one of that address; tells whether the password is now theirs.
     *
     * @param renewPassword whether the password also replaces that of a user who belongs to an organization
     */
    public Uni<Addition> add(UUID id, String email, String fullName, String passwordHash, boolean renewPassword) {
        return database.first(
                        ADD,
                        row -> new Addition(row.getUUID("id"), row.getBoolean("password_set")),
                        id,
                        email,
                        fullName,
                        passwordHash,
                        renewPassword,
                        UserProfile.searchTextOf(email, fullName))
                .map(Optional::orElseThrow);
    }

    /**
     * Adds a user unless the address has one; gives the id of the user of the address.
     *
     * @param passwordHash null for a user who cannot log in here
     */
    public Uni<UUID> create(UUID id, String email, String fullName, @Nullable String passwordHash) {
        return database.list(
                        CREATE,
                        row -> row,
                        id,
                        email,
                        fullName,
                        passwordHash,
                        UserProfile.searchTextOf(email, fullName))
                .chain(() -> getIdOf(email));
    }

    /** The live organizations that the user belongs to. */
    public Uni<List<UUID>> listOrganizations(UUID userId) {
        return database.list(ORGANIZATIONS, row -> row.getUUID("organization_id"), userId);
    }

    private static User read(Row row) {
        return new User(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("full_name"),
                row.getString("avatar_url"),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    /** A user as the product knows them in every organization. */
    public record User(
            UUID id,
            String email,
            String fullName,
            @Nullable String avatarUrl,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /** The user of an address, and whether the password that came with it is theirs. */
    public record Addition(UUID userId, boolean passwordSet) {}
}
