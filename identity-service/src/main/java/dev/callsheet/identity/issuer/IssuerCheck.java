package dev.callsheet.identity.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.identity.issuer.IssuerService.Preview;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.request.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Finds and reads an issuer's keys while its owner waits, so that a mistake shows at once. */
@ApplicationScoped
class IssuerCheck {

    private static final int AT_ONCE = 8;

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final IssuerHttp http;

    IssuerCheck(IssuerHttp http) {
        this.http = http;
    }

    /**
     * The request with the place of keys that could be read.
     *
     * <p>Fails with {@code VALIDATION_ERROR} when there are none.
     */
    Uni<IssuerRequest> findKeys(IssuerRequest request) {
        return onThread(() -> requireKeys(request)).map(request::withKeysAt);
    }

    /** The place of the keys after a change; asks nobody where neither they nor the issuer are to change. */
    Uni<String> findKeys(Preview preview) {
        IssuerRequest before = preview.before();
        IssuerRequest after = preview.after();
        String known = after.jwksUrl();
        return known != null && known.equals(before.jwksUrl())
                ? Uni.createFrom().item(known)
                : onThread(() -> requireKeys(after));
    }

    private Uni<String> onThread(Supplier<String> work) {
        Context caller = Objects.requireNonNull(Vertx.currentContext(), "A check belongs to a request.");
        return Uni.createFrom()
                .item(() -> inSlot(work))
                .runSubscriptionOn(threads)
                .emitOn(step -> caller.runOnContext(resumed -> step.run()));
    }

    private String inSlot(Supplier<String> work) {
        slots.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }

    private String requireKeys(IssuerRequest request) {
        String url = request.jwksUrl() == null ? discover(request.issuer()) : request.jwksUrl();
        try {
            KeySet.read(http.get(url));
            return url;
        } catch (IssuerUnreadableException e) {
            throw ApiException.invalid("jwks_url", "'" + url + "' " + e.getMessage());
        }
    }

    /** OpenID Connect Discovery 1.0, 4: the document says of itself whose it is. */
    private String discover(String issuer) {
        String url = issuer.replaceAll("/$", "") + "/.well-known/openid-configuration";
        try {
            JsonNode document = Json.events().readTree(http.get(url));
            String place = document.path("jwks_uri").asText();
            if (!document.path("issuer").asText().equals(issuer) || place.isEmpty()) {
                throw new IssuerUnreadableException("describes another issuer, or no keys");
            }
            return place;
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("issuer", "'" + url + "' answered with something that is no JSON");
        } catch (IssuerUnreadableException e) {
            throw ApiException.invalid("issuer", "'" + url + "' " + e.getMessage());
        }
    }
}
