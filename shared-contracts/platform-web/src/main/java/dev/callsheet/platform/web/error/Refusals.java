package dev.callsheet.platform.web.error;

import dev.callsheet.platform.web.request.CallContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request ends in into a refusal that the client can act upon; the one place that does. */
public class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    @Inject
    @Any
    Instance<FaultTranslator> translators;

    @ServerExceptionMapper
    public Response refuse(ApiException refusal, HttpHeaders request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        ErrorBody body = ErrorBody.of(refusal, CallContext.current().requestId());
        Response.ResponseBuilder answer = Response.status(refusal.code().status())
                .type(ErrorBody.mediaTypeFor(accept))
                .entity(body.entityFor(accept));
        if (refusal.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, ErrorBody.retrySeconds(refusal.retryAfter()));
        }
        if (refusal.code().status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    /** What the web framework itself refuses: unknown paths, wrong methods, media types. */
    @ServerExceptionMapper
    public Response refuse(WebApplicationException refusal, HttpHeaders request) {
        ErrorCode code = switch (refusal.getResponse().getStatus()) {
            case 400 -> ErrorCode.VALIDATION_ERROR;
            case 401 -> ErrorCode.UNAUTHORIZED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            default -> ErrorCode.INTERNAL_ERROR;
        };
        if (code == ErrorCode.INTERNAL_ERROR) {
            return refuseUnexpected(refusal, request);
        }
        Response answer = refuse(new ApiException(code, code.title() + "."), request);
        if (refusal instanceof NotAllowedException notAllowed) {
            String allowed = notAllowed.getResponse().getHeaderString(HttpHeaders.ALLOW);
            return allowed == null
                    ? answer
                    : Response.fromResponse(answer)
                            .header(HttpHeaders.ALLOW, allowed)
                            .build();
        }
        return answer;
    }

    /** Anything else is a fault of ours: the client learns the request's id, the log everything. */
    @ServerExceptionMapper
    public Response refuseUnexpected(Throwable fault, HttpHeaders request) {
        Optional<ApiException> known = translators.stream()
                .map(translator -> translator.translate(fault))
                .flatMap(Optional::stream)
                .findFirst();
        if (known.isPresent()) {
            LOG.debugf(fault, "Request %s was refused", CallContext.current().requestId());
            return refuse(known.get(), request);
        }
        LOG.errorf(fault, "Request %s failed", CallContext.current().requestId());
        return refuse(new ApiException(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side."), request);
    }
}
