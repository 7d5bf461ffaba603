package dev.callsheet.fleet.part;

import dev.callsheet.fleet.layout.FleetHome;
import dev.callsheet.fleet.secrets.Secrets;
import dev.callsheet.platform.infrastructure.postgres.PostgresServer;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.platform.infrastructure.process.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fleet's own PostgreSQL. */
public final class PostgresPart implements Part {

    public static final String NAME = "postgres";

    private final FleetHome home;
    private final PostgresServer server;

    public PostgresPart(FleetHome home, Secrets secrets) {
        this.home = home;
        this.server = new PostgresServer(new PostgresServer.Options(
                home.binaries(),
                home.data().resolve(NAME),
                home.record(NAME),
                home.log(NAME),
                home.postgresPort(),
                secrets.databasePassword(PostgresServer.SUPERUSER),
                Map.of()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Integer> ports() {
        return List.of(server.port());
    }

    @Override
    public Path log() {
        return home.log(NAME);
    }

    @Override
    public Optional<ChildProcess> process() {
        return server.process();
    }

    @Override
    public boolean isReady() {
        return server.isRunning() && FreePort.isTaken(server.port());
    }

    @Override
    public boolean isCurrent() {
        return server.isRunning();
    }

    @Override
    public void start() {
        if (!server.isRunning()) {
            PortHolder.requireFree(NAME, server.port());
        }
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }
}
