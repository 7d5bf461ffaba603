package dev.callsheet.identity.login;

import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.request.CallContext;
import dev.callsheet.platform.web.security.InternalTokens;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Tells where a request comes from. Only the gateway is believed about somebody else's address, and proves itself with a
 * token; whoever reaches this service without it comes from where the connection does.
 */
@ApplicationScoped
public class ClientReader {

    private static final Logger LOG = Logger.getLogger(ClientReader.class);
    private static final String GATEWAY = "gateway-service";
    private static final int LONGEST_USER_AGENT = 300;

    private final InternalTokens tokens;

    ClientReader(InternalTokens tokens) {
        this.tokens = tokens;
    }

    public Client read(HttpServerRequest request) {
        String userAgent = request.getHeader("User-Agent");
        return new Client(
                address(request),
                userAgent == null ? null : userAgent.substring(0, Math.min(LONGEST_USER_AGENT, userAgent.length())));
    }

    private String address(HttpServerRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded != null && isFromGateway(request)) {
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }
        SocketAddress peer = request.remoteAddress();
        return peer == null ? "unknown" : peer.hostAddress();
    }

    private boolean isFromGateway(HttpServerRequest request) {
        if (GATEWAY.equals(CallContext.current().issuer())) {
            return true;
        }
        String sender = request.getHeader(InternalTokens.SENDER_HEADER);
        try {
            return sender != null && tokens.senderOf(sender).equals(GATEWAY);
        } catch (ApiException notOurs) {
            /* The gateway lets no client send one: somebody is in the network, or the two do not fit together. */
            LOG.warnf(
                    "A request from %s shows a sender that is none of ours; its address counts as the client's",
                    request.remoteAddress());
            return false;
        }
    }
}
