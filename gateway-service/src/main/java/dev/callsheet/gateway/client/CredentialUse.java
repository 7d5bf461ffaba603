package dev.callsheet.gateway.client;

import com.github.benmanes.caffeine.cache.Cache;
import dev.callsheet.contracts.identity.AddressRange;
import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.gateway.connection.RemoteAddress;
import dev.callsheet.platform.web.cache.Caches;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/**
 * Whether a credential may be used from where it is used (Sector Pro 10.1, SiteSync 5.3.1). A refusal names what is not
 * allowed and never what is.
 */
public final class CredentialUse {

    private static final int MOST_LISTS = 10_000;

    private final Cache<Set<String>, List<AddressRange>> lists =
            Caches.ofAtMost(MOST_LISTS).build();

    /**
     * Refuses a use that the credential's owner has not allowed.
     *
     * @throws ApiException {@code FORBIDDEN}
     */
    public void check(HttpServerRequest request, Client client, Admission admission) {
        if (!admission.allowedAddresses().isEmpty()) {
            checkAddress(client.address(), admission.allowedAddresses());
        }
        if (!admission.allowedOrigins().isEmpty()) {
            checkOrigin(request, admission.allowedOrigins());
        }
    }

    private void checkAddress(RemoteAddress client, Set<String> allowed) {
        List<AddressRange> ranges = lists.get(
                allowed, texts -> texts.stream().map(AddressRange::parse).toList());
        for (AddressRange range : ranges) {
            if (range.contains(client.address())) {
                return;
            }
        }
        throw new ApiException(
                ErrorCode.FORBIDDEN, "This credential may not be used from the address %s.".formatted(client.text()));
    }

    /* A browser says where a page is from whenever it asks another site, so who says nothing is no such page. */
    private static void checkOrigin(HttpServerRequest request, Set<String> allowed) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "This credential may be used by web pages of certain origins only, and the request has no Origin.");
        }
        if (!allowed.contains(origin)) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "This credential may not be used from the origin %s.".formatted(spelled(origin)));
        }
    }

    private static String spelled(String origin) {
        return origin.matches("[A-Za-z0-9.:/\\[\\]-]{1,200}") ? origin : "that was sent";
    }
}
