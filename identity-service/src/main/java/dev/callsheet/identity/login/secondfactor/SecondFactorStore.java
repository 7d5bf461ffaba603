package dev.callsheet.identity.login.secondfactor;

import dev.callsheet.identity.database.CrossTenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Second factors, of users and no tenant. Each method is one statement, and each use of a code is atomic by it. */
@ApplicationScoped
class SecondFactorStore {

    private static final String ENROLL = """
            insert into user_totp as t (user_id, secret_sealed, created_at) values ($1, $2, now())
            on conflict (user_id) do update set secret_sealed = excluded.secret_sealed, created_at = now(), last_step = 0
            where t.confirmed_at is null
            returning user_id
            """;

    private static final String FIND = """
            select secret_sealed, confirmed_at is not null as confirmed,
                (select count(*) from recovery_code c where c.user_id = t.user_id) as codes_left
            from user_totp t where user_id = $1
            """;

    private static final String USE_STEP =
            "update user_totp set last_step = $2 where user_id = $1 and last_step < $2 returning user_id";

    private static final String CONFIRM = """
            with confirmed as (
                update user_totp set confirmed_at = now(), last_step = $2
                where user_id = $1 and confirmed_at is null
                returning user_id),
            codes as (
                insert into recovery_code (user_id, code_hash) select user_id, unnest($3::text[]) from confirmed)
            select user_id from confirmed
            """;

    private static final String REPLACE_CODES = """
            with gone as (delete from recovery_code where user_id = $1 and code_hash <> all ($2::text[]))
            insert into recovery_code (user_id, code_hash) select $1, unnest($2::text[])
            """;

    private static final String USE_CODE =
            "delete from recovery_code where user_id = $1 and code_hash = $2 returning user_id";

    private final CrossTenantDatabase database;

    SecondFactorStore(CrossTenantDatabase database) {
        this.database = database;
    }

    /** Stores the secret for confirmation; tells whether there was no confirmed one. */
    Uni<Boolean> enroll(UUID userId, String secretSealed) {
        return isDone(ENROLL, userId, secretSealed);
    }

    Uni<Optional<Enrollment>> find(UUID userId) {
        return database.first(FIND, SecondFactorStore::read, userId);
    }

    /** Uses up the step and all before it; tells whether nobody had. */
    Uni<Boolean> useStep(UUID userId, long step) {
        return isDone(USE_STEP, userId, step);
    }

    Uni<Boolean> confirm(UUID userId, long step, List<String> recoveryHashes) {
        return isDone(CONFIRM, userId, step, recoveryHashes.toArray(String[]::new));
    }

    Uni<Void> replaceCodes(UUID userId, List<String> recoveryHashes) {
        return database.list(REPLACE_CODES, row -> row, userId, recoveryHashes.toArray(String[]::new))
                .replaceWithVoid();
    }

    /** Uses up the recovery code; tells whether there was one. */
    Uni<Boolean> useCode(UUID userId, String hash) {
        return isDone(USE_CODE, userId, hash);
    }

    Uni<Void> remove(UUID userId) {
        return database.list("delete from user_totp where user_id = $1", row -> row, userId)
                .replaceWithVoid();
    }

    private Uni<Boolean> isDone(String sql, Object... parameters) {
        return database.first(sql, row -> row.getUUID("user_id"), parameters).map(Optional::isPresent);
    }

    private static Enrollment read(Row row) {
        return new Enrollment(row.getString("secret_sealed"), row.getBoolean("confirmed"), row.getLong("codes_left"));
    }

    /** A user's second factor; it counts at login once it is confirmed. */
    record Enrollment(String secretSealed, boolean confirmed, long codesLeft) {}
}
