package dev.callsheet.identity.login;

import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.data.secret.SecretBox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of signing keys. What changes them does so under one advisory lock, by the database's clock, so that all
 * instances of the service see one order of keys.
 */
@ApplicationScoped
class SigningKeyStore {

    /** Any number that no other advisory lock of the schema uses. */
    private static final long LOCK = 0x5349474e4b4559L;

    private static final String PUBLISHED = """
            select kid, state, public_jwk, case when state = 'active' then private_jwk_sealed end as private_jwk_sealed
            from signing_key
            where state in ('next', 'active') or (state = 'retired' and retired_at > now() - $1 * interval '1 second')
            order by created_at
            """;

    private static final String ALL = """
            select kid, state, created_at, activates_at, activated_at, retired_at, revoked_at from signing_key
            order by created_at desc limit 100
            """;

    private static final String INSERT = """
            insert into signing_key (kid, state, public_jwk, private_jwk_sealed, created_at, activates_at, activated_at)
            values ($1, $2, $3, $4, now(), case when $2 = 'next' then $5::timestamptz end,
                case when $2 = 'active' then now() end)
            """;

    private static final String RETIRE_IF_NEXT_IS_DUE = """
            update signing_key set state = 'retired', retired_at = now()
            where state = 'active'
                and exists (select 1 from signing_key n where n.state = 'next' and n.activates_at <= now())
            """;

    private static final String ACTIVATE_NEXT_IF_DUE = """
            update signing_key set state = 'active', activated_at = now() where state = 'next' and activates_at <= now()
            """;

    private static final String DUE_BY_AGE = """
            select greatest(activated_at + $1 * interval '1 second', now() + $2 * interval '1 second') as activates_at
            from signing_key
            where state = 'active' and activated_at + ($1 - $2) * interval '1 second' <= now()
                and not exists (select 1 from signing_key where state = 'next')
            """;

    private static final String HASTEN_NEXT = """
            update signing_key
            set activates_at = least(activates_at, greatest(created_at + $1 * interval '1 second', now()))
            where state = 'next' returning kid, activates_at
            """;

    private static final String SOON = "select now() + $1 * interval '1 second' as activates_at";

    private static final String REVOKE = """
            update signing_key k set state = 'revoked', revoked_at = now()
            from (select kid, state from signing_key where kid = $1) as before
            where k.kid = before.kid and before.state <> 'revoked' returning before.state
            """;

    private static final String ACTIVATE_NEXT_NOW =
            "update signing_key set state = 'active', activated_at = now() where state = 'next' returning kid";

    private static final String UNANNOUNCED = """
            select kid from signing_key
            where state = 'revoked' and announced_at is null and revoked_at <= now() - $1 * interval '1 second'
            """;

    private static final String ANNOUNCED = "update signing_key set announced_at = now() where kid = $1";

    private final CrossTenantDatabase database;
    private final SecretBox secrets;
    private final Vertx vertx;

    SigningKeyStore(CrossTenantDatabase database, SecretBox secrets, Vertx vertx) {
        this.database = database;
        this.secrets = secrets;
        this.vertx = vertx;
    }

    /**
     * The keys whose tokens may be met, with the private part of the active one.
     *
     * @param verifiedFor how long after its retirement a key may still have to verify
     * @param known a key that need not be decrypted again
     */
    Uni<List<SigningKey>> listPublished(Duration verifiedFor, @Nullable SigningKey known) {
        return database.list(PUBLISHED, row -> read(row, known), verifiedFor.toSeconds());
    }

    /** All keys of late, the youngest first, without any private part. */
    Uni<List<KeyHistory>> list() {
        return database.list(ALL, SigningKeyStore::history);
    }

    /** Makes the first key; gives the active one that another instance made if it was faster. */
    Uni<SigningKey> createFirst() {
        return alone(connection -> connection
                .preparedQuery(PUBLISHED)
                .execute(Tuple.of(0L))
                .map(rows -> CrossTenantDatabase.read(rows, row -> read(row, null)))
                .compose(keys -> keys.stream()
                        .filter(SigningKey::active)
                        .findFirst()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> insert(connection, "active", null))));
    }

    /**
     * Does what is due: the next key takes over at its time; one that has grown old gets a successor.
     *
     * @return whether anything changed
     */
    Uni<Boolean> advance(Duration maximumAge, Duration publishedAhead) {
        return alone(connection -> connection
                .query(RETIRE_IF_NEXT_IS_DUE)
                .execute()
                .compose(retired -> connection.query(ACTIVATE_NEXT_IF_DUE).execute())
                .compose(activated -> succeedTheOld(connection, maximumAge, publishedAhead)
                        .map(succeeded -> succeeded || activated.rowCount() > 0)));
    }

    /** Publishes a next key, or hastens the one there is: it signs once it has been published long enough. */
    Uni<NextKey> prepareNext(Duration publishedAhead) {
        return alone(connection -> connection
                .preparedQuery(HASTEN_NEXT)
                .execute(Tuple.of(publishedAhead.toSeconds()))
                .compose(hastened -> hastened.size() > 0
                        ? Future.succeededFuture(nextKey(hastened.iterator().next()))
                        : insertNext(connection, SOON, Tuple.of(publishedAhead.toSeconds()))
                                .map(Optional::orElseThrow)));
    }

    /**
     * Takes all trust from a key. Where it was the one that signs, the next one takes over at once, published or not.
     *
     * @return whether such a key was there and not revoked before
     */
    Uni<Boolean> revoke(String id) {
        return alone(connection -> connection
                .preparedQuery(REVOKE)
                .execute(Tuple.of(id))
                .compose(revoked -> revoked.size() > 0
                                && revoked.iterator().next().getString("state").equals("active")
                        ? replaceActive(connection).map(true)
                        : Future.succeededFuture(revoked.size() > 0)));
    }

    /** Revoked keys that every instance has forgotten by now, and that the gateways have not been told of. */
    Uni<List<String>> listUnannounced(Duration forgottenAfter) {
        return database.list(UNANNOUNCED, row -> row.getString("kid"), forgottenAfter.toSeconds());
    }

    Uni<Void> markAnnounced(String id) {
        return database.list(ANNOUNCED, Row::size, id).replaceWithVoid();
    }

    private Future<Boolean> succeedTheOld(SqlConnection connection, Duration maximumAge, Duration publishedAhead) {
        return insertNext(connection, DUE_BY_AGE, Tuple.of(maximumAge.toSeconds(), publishedAhead.toSeconds()))
                .map(Optional::isPresent);
    }

    /** A next key for the time that the statement gives; none where it gives no row. */
    private Future<Optional<NextKey>> insertNext(SqlConnection connection, String activation, Tuple parameters) {
        return connection.preparedQuery(activation).execute(parameters).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(Optional.empty());
            }
            OffsetDateTime activatesAt = rows.iterator().next().getOffsetDateTime("activates_at");
            return insert(connection, "next", activatesAt)
                    .map(key -> Optional.of(new NextKey(key.id(), activatesAt.toInstant())));
        });
    }

    private Future<?> replaceActive(SqlConnection connection) {
        return connection
                .query(ACTIVATE_NEXT_NOW)
                .execute()
                .compose((RowSet<Row> activated) ->
                        activated.size() > 0 ? Future.succeededFuture() : insert(connection, "active", null));
    }

    private Future<SigningKey> insert(SqlConnection connection, String state, @Nullable OffsetDateTime activatesAt) {
        return vertx.executeBlocking(() -> SigningKey.generate(Ids.next().toString()))
                .compose(generated -> write(connection, Objects.requireNonNull(generated), state, activatesAt));
    }

    private Future<SigningKey> write(
            SqlConnection connection, SigningKey key, String state, @Nullable OffsetDateTime activatesAt) {
        String sealed = secrets.seal(key.privateJwk(), context(key.id()));
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(key.id(), state, key.publicJwk(), sealed, activatesAt))
                .map(key);
    }

    private <T> Uni<T> alone(Function<SqlConnection, Future<T>> steps) {
        return database.inTransaction(connection -> connection
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .compose(locked -> steps.apply(connection)));
    }

    private SigningKey read(Row row, @Nullable SigningKey known) {
        String id = row.getString("kid");
        if (!row.getString("state").equals("active")) {
            return SigningKey.read(false, row.getString("public_jwk"));
        }
        return known != null && known.id().equals(id)
                ? known
                : SigningKey.read(true, secrets.open(row.getString("private_jwk_sealed"), context(id)));
    }

    private static NextKey nextKey(Row row) {
        return new NextKey(
                row.getString("kid"), row.getOffsetDateTime("activates_at").toInstant());
    }

    private static KeyHistory history(Row row) {
        return new KeyHistory(
                row.getString("kid"),
                row.getString("state"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "activates_at"),
                instant(row, "activated_at"),
                instant(row, "retired_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static String context(String id) {
        return "signing_key:" + id;
    }

    /** The key that signs from a time on. */
    record NextKey(String kid, Instant activatesAt) {}
}
