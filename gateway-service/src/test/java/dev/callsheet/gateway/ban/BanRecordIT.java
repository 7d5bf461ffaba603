package dev.callsheet.gateway.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.gateway.ban.AddressBans.Offence;
import dev.callsheet.gateway.database.GatewayDatabase;
import dev.callsheet.gateway.database.TestPool;
import dev.callsheet.gateway.presence.Presence;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BanRecordIT {

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestPool.open(vertx);
    private final GatewayDatabase database = new GatewayDatabase(pool);
    private final Network network =
            new Network(false, ThreadLocalRandom.current().nextInt());
    private final DatabaseBanRecord record = new DatabaseBanRecord(database, InstantSource.system());
    private final AddressBans here = AddressBans.in(record, InstantSource.system());
    private final AddressBans there = AddressBans.in(record, InstantSource.system());
    private final Presence presence = new Presence(vertx, database);

    @BeforeEach
    void listen() {
        presence.onHeard(there::heard);
        presence.start();
    }

    @AfterEach
    void close() {
        presence.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aBanAtOneGatewayHoldsAtTheOthers() {
        // When
        for (int i = 0; i < 100; i++) {
            here.offended(network, Offence.UNKNOWN_CREDENTIAL);
        }

        // Then
        assertThat(here.remaining(network)).isNotNull();
        await().untilAsserted(
                        () -> assertThat(there.remaining(network)).isBetween(Duration.ZERO, Duration.ofMinutes(1)));
    }

    @Test
    void theNextBanIsLongerWhicheverGatewayMakesIt() {
        // Given
        record.ban(network).toCompletableFuture().join();
        end();

        // When
        Ban second = record.ban(network).toCompletableFuture().join();
        Ban same = record.ban(network).toCompletableFuture().join();
        end();
        Ban third = record.ban(network).toCompletableFuture().join();

        // Then
        assertThat(second.level()).isEqualTo(2);
        assertThat(same.level()).isEqualTo(2);
        assertThat(third.level()).isEqualTo(3);
        assertThat(Duration.between(InstantSource.system().instant(), third.until()))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    }

    private void end() {
        database.execute(
                        "update address_ban set until = now() - interval '1 second' where address = $1",
                        network.toString())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
