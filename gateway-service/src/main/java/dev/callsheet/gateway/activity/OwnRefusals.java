package dev.callsheet.gateway.activity;

import dev.callsheet.platform.web.error.ErrorBody;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Notes what the gateway's own resources refuse, for the request log: the refusal itself passes none of its code. */
public class OwnRefusals {

    private static final String NOTE = "callsheet.refusal";

    @ServerResponseFilter
    public void note(ContainerResponseContext response, RoutingContext routing) {
        String code = codeOf(response.getEntity());
        if (code != null) {
            routing.put(NOTE, code);
        }
    }

    /** The code of what was refused on the way of this request; null where nothing was. */
    public static @Nullable String noted(RoutingContext routing) {
        return routing.get(NOTE);
    }

    private static @Nullable String codeOf(@Nullable Object entity) {
        return switch (entity) {
            case ErrorBody refusal -> refusal.error().codeName();
            case Map<?, ?> problem when problem.get("code") instanceof String code -> code;
            case null, default -> null;
        };
    }
}
