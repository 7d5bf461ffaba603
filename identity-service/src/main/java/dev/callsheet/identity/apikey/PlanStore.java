package dev.callsheet.identity.apikey;

import dev.callsheet.identity.apikey.Plan.Tier;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.pool.ReactiveConnection.Result;

/** What the organization of the call may have of keys. */
@ApplicationScoped
class PlanStore {

    private static final String TIERS = """
            select t.name, t.rank, t.per_minute, t.per_hour, t.per_day, t.burst, t.most_api_keys, o.plan
            from rate_limit_tier t, organization o where o.id = $1 order by t.rank
            """;

    /** Of two creations at once the second waits, and then counts the first. */
    private static final String ONE_AT_A_TIME =
            "select true from pg_advisory_xact_lock(hashtextextended('api keys of ' || $1, 0))";

    private static final String LIVE_KEYS =
            "select count(*) from api_key where deleted_at is null and (expires_at is null or expires_at > now())";

    Uni<Plan> current() {
        return SessionSql.select(TIERS, CallContext.current().organizationId()).map(PlanStore::read);
    }

    /** The keys that work now; the number holds until the transaction ends. */
    Uni<Long> countLiveKeys() {
        return SessionSql.select(
                        ONE_AT_A_TIME, String.valueOf(CallContext.current().organizationId()))
                .chain(() -> SessionSql.select(LIVE_KEYS))
                .map(rows -> (Long) rows.next()[0]);
    }

    private static Plan read(Result rows) {
        List<Tier> tiers = new ArrayList<>();
        String plan = "";
        while (rows.hasNext()) {
            Object[] row = rows.next();
            plan = (String) row[7];
            tiers.add(new Tier(
                    (String) row[0],
                    (Integer) row[1],
                    (Integer) row[2],
                    (Integer) row[3],
                    (Integer) row[4],
                    (Integer) row[5],
                    (Integer) row[6]));
        }
        return new Plan(plan, List.copyOf(tiers));
    }
}
