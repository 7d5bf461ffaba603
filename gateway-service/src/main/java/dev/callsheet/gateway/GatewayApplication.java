package dev.callsheet.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the gateway. */
@QuarkusMain
public final class GatewayApplication {

    /** Read once by Quarkus' HTTP server, hence set before it is loaded. */
    public static final String OWN_URI_VALIDATION = "vertx.disableURIValidation";

    private GatewayApplication() {}

    /* Quarkus would answer a malformed URI without a body; the gateway checks them itself and says what is wrong. */
    public static void main(String... args) {
        System.setProperty(OWN_URI_VALIDATION, "true");
        Quarkus.run(args);
    }
}
