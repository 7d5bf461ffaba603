package dev.callsheet.identity.apikey;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The keys of one organization. */
@ApplicationScoped
class ApiKeyRepository extends OrganizationRepository<ApiKey> {

    ApiKeyRepository() {
        super(ApiKey.class, "api_key");
    }

    /** The names of the tiers that a key may have. */
    Uni<List<String>> listTiers() {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select name from rate_limit_tier order by name", String.class)
                        .getResultList());
    }
}
