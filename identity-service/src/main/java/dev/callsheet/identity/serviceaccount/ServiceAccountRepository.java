package dev.callsheet.identity.serviceaccount;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** The service accounts of one organization. */
@ApplicationScoped
class ServiceAccountRepository extends OrganizationRepository<ServiceAccount> {

    ServiceAccountRepository() {
        super(ServiceAccount.class, "service_account");
    }
}
