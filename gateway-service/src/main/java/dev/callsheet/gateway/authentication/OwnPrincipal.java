package dev.callsheet.gateway.authentication;

import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import java.util.Set;
import java.util.UUID;

/** Who the gateway is when it calls in its own name: it may nothing but what is open to the module. */
public final class OwnPrincipal {

    private static final UUID NOBODY = new UUID(0, 0);

    public static final Principal PRINCIPAL = new Principal(
            NOBODY,
            CredentialType.SERVICE,
            null,
            NOBODY,
            "live",
            "none",
            Set.of(),
            Set.of(),
            Set.of(),
            "unlimited",
            "internal",
            "UTC",
            "gateway-service",
            null);

    private OwnPrincipal() {}
}
