package dev.callsheet.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.callsheet.platform.test.infrastructure.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLogIT {

    private static final int CAPACITY = 10;
    private static final RequestLog.Settings SETTINGS =
            new RequestLog.Settings(CAPACITY, 4, Duration.ofMillis(50), Duration.ofDays(90));

    private final UUID organization = UUID.randomUUID();
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RequestLogStore store = new RequestLogStore(pool(databasePort()));
    private final Instant now = Instant.now();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void writesWhatItTookInBatches() throws SQLException {
        // Given
        RequestLog log = log(store, now);
        for (int i = 0; i < CAPACITY; i++) {
            log.add(entry(organization, now.plusMillis(i)));
        }

        // When
        log.start();

        // Then
        await().untilAsserted(() ->
                assertThat(count("organization_id = ?", organization)).isEqualTo(CAPACITY));
        assertThat(log.waiting()).isZero();
        log.close();
    }

    @Test
    void writesWhatIsLeftWhenItIsClosed() throws SQLException {
        // Given
        RequestLog log = log(store, now);
        log.add(entry(organization, now));

        // When
        log.close();

        // Then
        assertThat(count("organization_id = ?", organization)).isEqualTo(1);
    }

    @Test
    void marksWhatItHadNoRoomForAsAGapOfThatOrganization() throws SQLException {
        // Given
        UUID other = UUID.randomUUID();
        RequestLog log = log(store, now);
        for (int i = 0; i < CAPACITY; i++) {
            log.add(entry(organization, now));
        }
        for (int i = 0; i < 7; i++) {
            log.add(entry(organization, now.plusSeconds(i)));
        }
        log.add(entry(other, now));

        // When
        log.close();

        // Then
        assertThat(count("organization_id = ? and lost_requests is null", organization))
                .isEqualTo(CAPACITY);
        assertThat(lost(organization)).containsExactly(7);
        assertThat(lost(other)).containsExactly(1);
        assertThat(meters.counter("callsheet.gateway.request.log", "result", "lost")
                        .count())
                .isEqualTo(8);
    }

    @Test
    void keepsWhatItHasWhileTheDatabaseIsAwayAndMarksTheGapWhenItIsBack() throws Exception {
        // Given
        int port = freePort();
        RequestLog log = log(new RequestLogStore(pool(port)), now);
        log.start();
        for (int i = 0; i < CAPACITY + 5; i++) {
            log.add(entry(organization, now));
        }
        await().pollDelay(Duration.ofMillis(300)).until(() -> log.waiting() == CAPACITY);

        // When
        NetServer door = doorTo(databasePort(), port);

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(lost(organization)).containsExactly(5));
        assertThat(count("organization_id = ? and lost_requests is null", organization))
                .isEqualTo(CAPACITY);
        log.close();
        door.close();
    }

    @Test
    void beginsANewDayAtMidnightUtc() throws SQLException {
        // Given
        Instant midnight = LocalDate.now(ZoneOffset.UTC)
                .plusDays(30)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        RequestLog log = log(store, now);
        log.add(entry(organization, midnight.minusMillis(1)));
        log.add(entry(organization, midnight));

        // When
        log.close();

        // Then
        assertThat(partitions(organization))
                .containsExactly(partitionOf(midnight.minusMillis(1)), partitionOf(midnight));
    }

    @Test
    void makesPartitionsAheadWhicheverGatewayComesFirst() {
        // Given
        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(60);
        List<Future<Integer>> made = new ArrayList<>();

        // When
        for (int i = 0; i < 8; i++) {
            made.add(new RequestLogStore(pool(databasePort())).prepare(day, 2));
        }

        // Then
        assertThat(made.stream().mapToInt(RequestLogIT::get).sum()).isEqualTo(3);
    }

    @Test
    void letsGoOfDaysThatAreOlderThanTheRetention() throws SQLException {
        // Given
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        get(store.prepare(today.minusDays(92), 3));
        RequestLog log = log(store, now);
        log.add(entry(organization, now.minus(Duration.ofDays(91))));
        log.add(entry(organization, now.minus(Duration.ofDays(90))));
        log.close();

        // When
        get(log.keepPartitions());

        // Then
        assertThat(partitions(organization)).containsExactly(partitionOf(now.minus(Duration.ofDays(90))));
        assertThat(exists(partitionOf(now.minus(Duration.ofDays(91))))).isFalse();
        assertThat(exists(partitionOf(now))).isTrue();
    }

    @Test
    void neverDropsTheDayThatIsBeingWritten() throws SQLException {
        // Given
        get(store.prepare(LocalDate.now(ZoneOffset.UTC), 0));

        // When
        get(store.dropBefore(LocalDate.now(ZoneOffset.UTC).plusDays(1_000)));

        // Then
        assertThat(exists(partitionOf(Instant.now()))).isTrue();
    }

    @Test
    void doesNotWaitForEverForAnEntryThatTheDatabaseRefuses() throws SQLException {
        // Given
        RequestLog log = log(store, now);
        RequestEntry poison = entry(organization, now, "not an address", "/");
        log.add(poison);
        log.close();

        // When
        log.add(entry(organization, now));
        log.close();

        // Then
        assertThat(lost(organization)).containsExactly(1);
        assertThat(count("organization_id = ? and lost_requests is null", organization))
                .isEqualTo(1);
    }

    @Test
    void showsAnOrganizationItsOwnRequestsAndNobodyThoseWithoutOne() throws SQLException {
        // Given
        RequestLog log = log(store, now);
        log.add(entry(organization, now));
        log.add(entry(UUID.randomUUID(), now));
        log.add(entry(null, now));
        log.close();

        // When
        List<String> seen = new ArrayList<>();
        try (Connection connection = TestDatabase.connect("callsheet_gateway");
                Statement statement = connection.createStatement()) {
            statement.execute("select set_config('callsheet.organization_id', '" + organization + "', false)");
            try (ResultSet rows = statement.executeQuery("select organization_id from api_request_log")) {
                while (rows.next()) {
                    seen.add(rows.getString(1));
                }
            }
        }

        // Then
        assertThat(seen).containsExactly(organization.toString());
    }

    @Test
    void letsNoRequestWriteOrGoAroundTheTable() throws SQLException {
        // Given
        get(store.prepare(LocalDate.now(ZoneOffset.UTC), 0));
        try (Connection connection = TestDatabase.connect("callsheet_gateway");
                Statement statement = connection.createStatement()) {
            statement.execute("select set_config('callsheet.organization_id', '" + organization + "', false)");

            // Then
            for (String forbidden : List.of(
                    "delete from api_request_log",
                    "update api_request_log set path = ''",
                    "select * from " + partitionOf(Instant.now()),
                    "select drop_request_log(current_date)")) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .hasMessageContaining("permission denied");
            }
        }
        try (Connection connection = TestDatabase.connect("callsheet_gateway_worker");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select * from api_request_log"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void readsAPageWithoutLookingAtEveryRow() throws SQLException {
        // Given
        get(store.prepare(LocalDate.now(ZoneOffset.UTC), 0));
        execute("insert into api_request_log (created_at, organization_id, request_id, method, path, status_code,"
                + " response_time_ms, request_bytes, response_bytes, has_idempotency_key)"
                + " select now() - i * interval '1 ms', gen_random_uuid(), 'r' || i, 'GET', '/', 200, 1, 0, 0, false"
                + " from generate_series(1, 20000) i");
        execute("analyze api_request_log");

        // When
        StringBuilder plan = new StringBuilder();
        try (Connection connection = TestDatabase.connect("callsheet_gateway");
                Statement statement = connection.createStatement()) {
            statement.execute("select set_config('callsheet.organization_id', '" + organization + "', false)");
            try (ResultSet rows = statement.executeQuery("explain select e.id from api_request_log e where true"
                    + " order by e.created_at desc, e.id desc limit 26 offset 0")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
        }

        // Then
        assertThat(plan.toString()).contains("Index").doesNotContain("Seq Scan on " + partitionOf(Instant.now()));
    }

    private RequestLog log(RequestLogStore into, Instant at) {
        return new RequestLog(SETTINGS, into, vertx, InstantSource.fixed(at), meters);
    }

    private static RequestEntry entry(@Nullable UUID organization, Instant at) {
        return entry(organization, at, "203.0.113.7", "/api/v1/jobs?page=2");
    }

    private static RequestEntry entry(@Nullable UUID organization, Instant at, String address, String path) {
        return new RequestEntry(
                at,
                organization,
                "req_1",
                UUID.randomUUID(),
                "api_key",
                "sp_live_abcdefgh",
                null,
                "GET",
                "/jobs",
                path,
                200,
                null,
                12,
                0,
                512,
                address,
                "curl/8",
                null,
                false);
    }

    private Pool pool(int port) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(new PgConnectOptions()
                        .setHost(System.getProperty("callsheet.db.host"))
                        .setPort(port)
                        .setDatabase(System.getProperty("callsheet.db.name"))
                        .setUser("callsheet_gateway_worker")
                        .setPassword(System.getProperty("callsheet.db.worker.password")))
                .using(vertx)
                .build();
    }

    private static int databasePort() {
        return Integer.parseInt(System.getProperty("callsheet.db.port"));
    }

    private static int freePort() throws java.io.IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Something that listens at one port and passes on to the other: a database that comes back. */
    private NetServer doorTo(int database, int port) {
        return get(vertx.createNetServer(new NetServerOptions().setPort(port).setHost("localhost"))
                .connectHandler(client -> {
                    client.pause();
                    vertx.createNetClient()
                            .connect(database, System.getProperty("callsheet.db.host"))
                            .onSuccess(server -> join(client, server));
                })
                .listen());
    }

    private static void join(NetSocket client, NetSocket server) {
        client.handler(server::write);
        server.handler(client::write);
        client.closeHandler(_ -> server.close());
        server.closeHandler(_ -> client.close());
        client.resume();
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static long count(String condition, UUID id) throws SQLException {
        try (Connection connection = TestDatabase.connect("postgres");
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from gateway.api_request_log where " + condition)) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static List<Integer> lost(UUID id) throws SQLException {
        return column(
                "select lost_requests from gateway.api_request_log where organization_id = '" + id
                        + "' and lost_requests is not null",
                row -> row.getInt(1));
    }

    private static List<String> partitions(UUID id) throws SQLException {
        return column(
                "select relname from gateway.api_request_log log join pg_class c on c.oid = log.tableoid"
                        + " where organization_id = '" + id + "' order by created_at",
                row -> row.getString(1));
    }

    private static boolean exists(String partition) throws SQLException {
        return !column("select 1 from pg_class where relname = '" + partition + "'", row -> row.getInt(1))
                .isEmpty();
    }

    private static String partitionOf(Instant instant) {
        return "api_request_log_"
                + instant.atOffset(ZoneOffset.UTC).toLocalDate().toString().replace("-", "");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = gateway");
            statement.execute(sql);
        }
    }

    private static <T> List<T> column(String query, Reading<T> reading) throws SQLException {
        List<T> values = new ArrayList<>();
        try (Connection connection = TestDatabase.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(reading.of(rows));
            }
        }
        return values;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }
}
