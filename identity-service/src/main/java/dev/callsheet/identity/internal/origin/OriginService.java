package dev.callsheet.identity.internal.origin;

import dev.callsheet.identity.database.CrossTenantDatabase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Collects the origins of all organizations. */
@ApplicationScoped
class OriginService {

    private static final String ALL =
            "select distinct unnest(cors_origins) as origin from organization where deleted_at is null order by origin";

    private final CrossTenantDatabase database;

    OriginService(CrossTenantDatabase database) {
        this.database = database;
    }

    Uni<OriginsResponse> list() {
        return database.list(ALL, row -> row.getString("origin")).map(OriginsResponse::new);
    }
}
