package dev.callsheet.webhook.intake;

import dev.callsheet.webhook.catalogue.EventPattern;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The subscriptions of the organizations of one batch, read with the batch: a cache would have to hear of every change
 * that another replica makes, and saves one statement per batch.
 */
final class Subscriptions {

    private static final String OF_ORGANIZATIONS = """
            select organization_id, id, events, is_active from webhook
            where organization_id = any($1::uuid[]) and deleted_at is null
            """;

    private final Pool pool;

    Subscriptions(Pool pool) {
        this.pool = pool;
    }

    Future<Map<UUID, List<Subscription>>> of(Collection<UUID> organizationIds) {
        return pool.preparedQuery(OF_ORGANIZATIONS)
                .execute(Tuple.tuple().addArrayOfUUID(organizationIds.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Subscriptions::subscription)
                        .collect(Collectors.groupingBy(Subscription::organizationId)));
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                Stream.of(row.getArrayOfStrings("events"))
                        .map(EventPattern::new)
                        .toList(),
                row.getBoolean("is_active"));
    }
}
