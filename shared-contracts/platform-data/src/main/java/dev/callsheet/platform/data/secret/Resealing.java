package dev.callsheet.platform.data.secret;

import static dev.callsheet.platform.data.worker.WorkerDatabase.await;

import dev.callsheet.platform.data.worker.WorkerDatabase;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Seals anew, under the key that seals today, what an older key has sealed. One instance does so at a time; what is left
 * to do is told by the ciphertexts themselves, so a round that is killed at any point is simply begun again.
 *
 * <p>A value is replaced only while it is the one that was read: whatever a request writes meanwhile stays, and is found
 * by the next round if it was sealed with an older key. Blocks, so it belongs on a virtual thread.
 */
@ApplicationScoped
public class Resealing {

    private static final Logger LOG = Logger.getLogger(Resealing.class);
    private static final int BATCH = 100;
    private static final String LOCK = "select pg_try_advisory_lock(hashtext('resealing'), hashtext(current_schema()))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtext('resealing'), hashtext(current_schema()))";

    private final WorkerDatabase database;
    private final SecretBox secrets;
    private final List<SealedColumn> columns;

    @Inject
    public Resealing(WorkerDatabase database, SecretBox secrets, @Any Instance<SealedColumn> columns) {
        this(database, secrets, columns.stream().toList());
    }

    public Resealing(WorkerDatabase database, SecretBox secrets, List<SealedColumn> columns) {
        this.database = database;
        this.secrets = secrets;
        this.columns = columns;
    }

    /** The columns that are kept under today's key. */
    public List<SealedColumn> columns() {
        return columns;
    }

    /**
     * Does one round over all columns, unless another instance is doing one, and counts what is still outdated then.
     *
     * @return for each column how many secrets each older key still has
     * @throws dev.callsheet.platform.data.worker.WorkerDatabaseException when the database ends it
     */
    public Map<SealedColumn, Map<String, Long>> round() {
        SqlConnection connection = await(database.pool().getConnection());
        try {
            if (await(connection.query(LOCK).execute()).iterator().next().getBoolean(0)) {
                try {
                    columns.forEach(column -> reseal(connection, column));
                } finally {
                    connection.query(UNLOCK).execute();
                }
            }
            Map<SealedColumn, Map<String, Long>> left = new LinkedHashMap<>();
            columns.forEach(column -> left.put(column, countOutdated(connection, column)));
            return left;
        } finally {
            connection.close();
        }
    }

    private void reseal(SqlConnection connection, SealedColumn column) {
        long replaced = 0;
        List<Row> page = List.of();
        do {
            page = nextPage(connection, column, page.isEmpty() ? null : page.getLast());
            replaced += replace(connection, column, page);
        } while (page.size() == BATCH);
        if (replaced > 0) {
            LOG.infof("Sealed %d secrets of %s anew with key '%s'", replaced, column.name(), secrets.currentKey());
        }
    }

    private List<Row> nextPage(SqlConnection connection, SealedColumn column, @Nullable Row last) {
        Tuple parameters = Tuple.of(secrets.currentPrefix(), BATCH);
        if (last != null) {
            column.key().forEach(part -> parameters.addValue(last.getValue(part)));
        }
        List<Row> page = new ArrayList<>(BATCH);
        await(connection.preparedQuery(column.selectOutdated(last == null)).execute(parameters))
                .forEach(page::add);
        return page;
    }

    private long replace(SqlConnection connection, SealedColumn column, List<Row> page) {
        List<Tuple> replacements = new ArrayList<>(page.size());
        for (Row row : page) {
            String sealed = row.getString("sealed");
            String anew = sealAnew(sealed, row.getString("context"));
            if (anew != null) {
                Tuple replacement = Tuple.of(anew, sealed);
                column.key().forEach(part -> replacement.addValue(row.getValue(part)));
                replacements.add(replacement);
            }
        }
        if (replacements.isEmpty()) {
            return 0;
        }
        long replaced = 0;
        for (var result = await(connection.preparedQuery(column.replace()).executeBatch(replacements));
                result != null;
                result = result.next()) {
            replaced += result.rowCount();
        }
        return replaced;
    }

    /* One secret that cannot be read is no reason to leave the others under the old key; it stays in the count. */
    private @Nullable String sealAnew(String sealed, String context) {
        try {
            return secrets.seal(secrets.open(sealed, context), context);
        } catch (UnreadableSecretException e) {
            LOG.error(e.getMessage());
            return null;
        }
    }

    private Map<String, Long> countOutdated(SqlConnection connection, SealedColumn column) {
        Map<String, Long> counts = new TreeMap<>();
        await(connection.preparedQuery(column.countOutdated()).execute(Tuple.of(secrets.currentPrefix())))
                .forEach(row -> counts.put(row.getString("key_id"), row.getLong("secrets")));
        return counts;
    }
}
