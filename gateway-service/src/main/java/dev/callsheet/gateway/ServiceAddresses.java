package dev.callsheet.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where the services are: {@code CALLSHEET_SERVICES_<NAME>_URL}. */
@ConfigMapping(prefix = "callsheet.services")
public interface ServiceAddresses {

    /** By name, such as {@code scheduling}. */
    @WithParentName
    Map<String, Address> byName();

    /** One service's place. */
    interface Address {
        /** Its API, such as {@code http://localhost:8103}. */
        URI url();

        /** Where it answers health checks; its API's port + 1000 when it is not set. */
        @WithName("management.url")
        Optional<URI> managementUrl();
    }
}
