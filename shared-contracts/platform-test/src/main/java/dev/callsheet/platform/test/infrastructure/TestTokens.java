package dev.callsheet.platform.test.infrastructure;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.web.security.InternalTokens;
import java.nio.file.Path;
import java.util.Objects;

/** Internal tokens as a module of the fleet would sign them. */
public final class TestTokens {

    private TestTokens() {}

    /** A token for the principal, as the gateway forwards it. */
    public static String fromGateway(Principal principal) {
        return from("gateway-service", principal);
    }

    /**
     * A token signed by the named module: {@code gateway-service}, {@code fleet}, {@code service-under-test}, or
     * {@code stranger}, whose key nobody trusts.
     */
    public static String from(String module, Principal principal) {
        return of(module).issue(principal);
    }

    /** A token that shows that the named module sends it, and nothing else. */
    public static String sender(String module) {
        return of(module).issueSender();
    }

    private static InternalTokens of(String module) {
        Path keys = Path.of(Objects.requireNonNull(System.getProperty(TestKeys.DIRECTORY)));
        return new InternalTokens(
                keys.resolve(module + ".jwk").toString(),
                keys.resolve("jwks.json").toString());
    }
}
