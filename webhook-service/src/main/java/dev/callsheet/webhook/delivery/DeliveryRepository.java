package dev.callsheet.webhook.delivery;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.webhook.delivery.DeliveryResponse.AttemptResponse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.pool.ReactiveConnection;

/** The deliveries of an organization, as it may read them. */
@ApplicationScoped
class DeliveryRepository extends OrganizationRepository<Delivery> {

    DeliveryRepository() {
        super(Delivery.class, "webhook_delivery");
    }

    Uni<String> payloadOf(UUID deliveryId) {
        return SessionSql.select("select payload from delivery where id = $1", deliveryId)
                .map(rows -> (String) rows.next()[0]);
    }

    /** In the order in which they were made. */
    Uni<List<AttemptResponse>> attemptsOf(UUID deliveryId) {
        return SessionSql.select("""
                select attempt_number, attempted_at, response_status, response_body, response_time_ms, error, counted
                from delivery_attempt where delivery_id = $1 order by attempted_at, id
                """, deliveryId).map(DeliveryRepository::attempts);
    }

    private static List<AttemptResponse> attempts(ReactiveConnection.Result rows) {
        List<AttemptResponse> attempts = new ArrayList<>();
        while (rows.hasNext()) {
            Object[] row = rows.next();
            attempts.add(new AttemptResponse(
                    (Integer) row[0],
                    ((OffsetDateTime) row[1]).toInstant(),
                    (Integer) row[2],
                    (String) row[3],
                    (Integer) row[4],
                    (String) row[5],
                    (Boolean) row[6]));
        }
        return attempts;
    }
}
