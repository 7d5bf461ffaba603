package dev.callsheet.identity.apikey;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** The keys of one organization. */
@ApplicationScoped
class ApiKeyRepository extends OrganizationRepository<ApiKey> {

    ApiKeyRepository() {
        super(ApiKey.class, "api_key");
    }
}
