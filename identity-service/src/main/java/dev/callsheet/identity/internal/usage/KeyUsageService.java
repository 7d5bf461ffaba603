package dev.callsheet.identity.internal.usage;

import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.identity.internal.usage.KeyUsageRequest.KeyUse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Adds reports to the keys' counts. */
@ApplicationScoped
public class KeyUsageService {

    /**
     * One statement for a whole report: it counts once however often it arrives, locks the keys in the order of their ids
     * so that two gateways never wait for each other, and forgets yesterday's reports. Neither the version nor the time of
     * the last change moves: use is no change.
     */
    private static final String RECORD = """
            with fresh as (
                insert into key_usage_report (id, received_at) values ($1, now()) on conflict (id) do nothing returning id),
            forgotten as (
                delete from key_usage_report where received_at < now() - interval '1 day'),
            used as (
                select * from unnest($2::uuid[], $3::bigint[], $4::timestamptz[], $5::text[])
                    as u (key_id, requests, used_at, ip)),
            locked as (
                select k.organization_id, k.id, used.requests, used.used_at, used.ip
                from api_key k join used on used.key_id = k.id join fresh on true
                order by k.id for no key update of k)
            update api_key k set
                request_count = k.request_count + locked.requests,
                last_used_ip = case when k.last_used_at > locked.used_at then k.last_used_ip else locked.ip end,
                last_used_at = greatest(k.last_used_at, locked.used_at)
            from locked where k.organization_id = locked.organization_id and k.id = locked.id
            """;

    private final CrossTenantDatabase database;

    KeyUsageService(CrossTenantDatabase database) {
        this.database = database;
    }

    Uni<Void> record(KeyUsageRequest report) {
        List<KeyUse> keys = report.keys();
        return database.list(
                        RECORD,
                        row -> row,
                        report.reportId(),
                        keys.stream().map(KeyUse::keyId).toArray(UUID[]::new),
                        keys.stream().map(KeyUse::requests).toArray(Long[]::new),
                        keys.stream()
                                .map(key -> key.lastUsedAt().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new),
                        keys.stream().map(KeyUse::lastUsedIp).toArray(String[]::new))
                .replaceWithVoid();
    }
}
