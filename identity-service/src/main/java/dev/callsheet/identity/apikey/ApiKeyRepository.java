package dev.callsheet.identity.apikey;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/** The keys of one organization. */
@ApplicationScoped
class ApiKeyRepository extends OrganizationRepository<ApiKey> {

    ApiKeyRepository() {
        super(ApiKey.class, "api_key");
    }

    /** The keys of a service account, locked in the order of their ids until the transaction ends. */
    Uni<List<ApiKey>> lockAllOf(UUID serviceAccountId) {
        return find("serviceAccountId = ?1 and deletedAt is null order by id", serviceAccountId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
