package dev.callsheet.gateway.ban;

import dev.callsheet.gateway.database.GatewayDatabase;
import io.vertx.sqlclient.Row;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The table {@code address_ban}, from which every gateway reads within seconds what another has written. */
public final class DatabaseBanRecord implements BanRecord {

    private static final String BAN = """
            insert into address_ban as b (address, level, banned_at, until)
            values ($1, 1, now(), now() + interval '1 minute')
            on conflict (address) do update set
                level = case
                    when b.until > now() then b.level
                    when b.until > now() - interval '1 hour' then least(b.level + 1, 3)
                    else 1 end,
                banned_at = case when b.until > now() then b.banned_at else now() end,
                until = case
                    when b.until > now() then b.until
                    when b.until <= now() - interval '1 hour' then now() + interval '1 minute'
                    when b.level = 1 then now() + interval '5 minutes'
                    else now() + interval '30 minutes' end
            returning level, (extract(epoch from until - now()) * 1000)::bigint as remaining
            """;

    private static final long PATIENCE_SECONDS = 2;

    private final GatewayDatabase database;
    private final InstantSource clock;

    public DatabaseBanRecord(GatewayDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Ban> ban(Network network) {
        return database.execute(BAN, network.toString())
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(rows -> read(rows.iterator().next()))
                .toCompletionStage();
    }

    private Ban read(Row row) {
        return new Ban(row.getInteger("level"), clock.instant().plusMillis(row.getLong("remaining")));
    }
}
