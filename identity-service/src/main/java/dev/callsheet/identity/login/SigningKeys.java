package dev.callsheet.identity.login;

import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.data.secret.SecretBox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign access tokens, as the database has them. The first is made at first need; instances that need it at
 * the same moment agree on one through an advisory lock. They are kept in memory for a minute, and read again when a
 * token names one that is not known.
 */
@ApplicationScoped
class SigningKeys {

    private static final Duration FRESH = Duration.ofMinutes(1);
    /** Tokens with invented key ids must not turn into a query each. */
    private static final Duration BETWEEN_MISSES = Duration.ofSeconds(1);
    /** Any number that no other advisory lock of the schema uses. */
    private static final long LOCK = 0x5349474e4b4559L;

    private static final String ALL = """
            select kid, state, private_jwk_sealed from signing_key
            where state <> 'retired' or retired_at > now() - interval '2 hours'
            order by created_at
            """;

    private static final String INSERT = """
            insert into signing_key (kid, state, public_jwk, private_jwk_sealed, created_at)
            values ($1, 'active', $2, $3, now())
            """;

    private final CrossTenantDatabase database;
    private final SecretBox secrets;
    private final Vertx vertx;
    private volatile @Nullable Loaded loaded;

    SigningKeys(CrossTenantDatabase database, SecretBox secrets, Vertx vertx) {
        this.database = database;
        this.secrets = secrets;
        this.vertx = vertx;
    }

    /** The key that signs now. */
    Uni<SigningKey> active() {
        return current()
                .map(keys -> keys.stream().filter(SigningKey::active).findFirst())
                .chain(found -> found.map(key -> Uni.createFrom().item(key)).orElseGet(this::createFirst));
    }

    /** Every key whose tokens may still be valid, and the ones that will sign next. */
    Uni<List<SigningKey>> published() {
        return active().chain(this::current);
    }

    /** The key of that id; empty for one that nobody knows. */
    Uni<Optional<SigningKey>> find(String id) {
        return current().chain(keys -> {
            Optional<SigningKey> known = byId(keys, id);
            return known.isPresent() || !mayAskAgain()
                    ? Uni.createFrom().item(known)
                    : load().map(fresh -> byId(fresh, id));
        });
    }

    private Uni<List<SigningKey>> current() {
        Loaded held = loaded;
        return held != null && held.youngerThan(FRESH) ? Uni.createFrom().item(held.keys()) : load();
    }

    private boolean mayAskAgain() {
        Loaded held = loaded;
        return held == null || !held.youngerThan(BETWEEN_MISSES);
    }

    private Uni<List<SigningKey>> load() {
        return database.list(ALL, this::read).invoke(keys -> loaded = new Loaded(keys, System.nanoTime()));
    }

    private Uni<SigningKey> createFirst() {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(
                                () -> SigningKey.generate(Ids.next().toString()))
                        .toCompletionStage())
                .chain(this::storeUnlessAnotherWasFaster)
                .invoke(() -> loaded = null);
    }

    private Uni<SigningKey> storeUnlessAnotherWasFaster(SigningKey candidate) {
        return database.inTransaction(connection -> connection
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .compose(locked -> connection.query(ALL).execute())
                .map(rows -> CrossTenantDatabase.read(rows, this::read))
                .compose(keys -> keepFirst(connection, keys, candidate)));
    }

    private Future<SigningKey> keepFirst(SqlConnection connection, List<SigningKey> keys, SigningKey candidate) {
        Optional<SigningKey> faster = keys.stream().filter(SigningKey::active).findFirst();
        if (faster.isPresent()) {
            return Future.succeededFuture(faster.get());
        }
        String sealed = secrets.seal(candidate.privateJwk(), context(candidate.id()));
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(candidate.id(), candidate.publicJwk(), sealed))
                .map(candidate);
    }

    private SigningKey read(Row row) {
        String privateJwk = secrets.open(row.getString("private_jwk_sealed"), context(row.getString("kid")));
        return SigningKey.read(row.getString("state").equals("active"), privateJwk);
    }

    private static String context(String id) {
        return "signing_key:" + id;
    }

    private static Optional<SigningKey> byId(List<SigningKey> keys, String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private record Loaded(List<SigningKey> keys, long atNanos) {
        boolean youngerThan(Duration age) {
            return System.nanoTime() - atNanos < age.toNanos();
        }
    }
}
