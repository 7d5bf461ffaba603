package dev.callsheet.webhook.delivery;

import dev.callsheet.webhook.delivery.DeliveryStatus.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of attempts says about one endpoint.
 *
 * @param failures deliveries that failed for good since the last success of the batch, or in all when it has none
 * @param lastSuccessAt null when nothing in the batch was delivered
 */
record EndpointHealth(
        UUID organizationId,
        UUID webhookId,
        Instant triggeredAt,
        @Nullable Instant lastSuccessAt,
        int failures) {

    /** In the order of their ids, so that two replicas lock the endpoints in the same order. */
    static List<EndpointHealth> of(List<AttemptResult> results) {
        Map<UUID, EndpointHealth> health = new TreeMap<>();
        for (AttemptResult result : results) {
            health.compute(result.delivery().webhookId(), (id, before) -> after(result, before));
        }
        return List.copyOf(health.values());
    }

    private static EndpointHealth after(AttemptResult result, @Nullable EndpointHealth before) {
        boolean delivered = result.verdict() == Verdict.DELIVERED;
        Instant at = result.outcome().attemptedAt();
        Instant success = delivered ? at : before == null ? null : before.lastSuccessAt;
        int failures = delivered ? 0 : before == null ? 0 : before.failures;
        return new EndpointHealth(
                result.delivery().organizationId(),
                result.delivery().webhookId(),
                at,
                success,
                result.verdict() == Verdict.FAILED ? failures + 1 : failures);
    }
}
