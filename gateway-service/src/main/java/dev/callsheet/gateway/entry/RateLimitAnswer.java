package dev.callsheet.gateway.entry;

import dev.callsheet.gateway.authentication.Caller;
import dev.callsheet.gateway.limit.RateLimitResponder;
import dev.callsheet.gateway.limit.RateLimitResponder.Report;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.function.Consumer;

/** {@code /rate-limit}, which may be asked as often as one likes. */
final class RateLimitAnswer implements OwnAnswer {

    static final String TEMPLATE = "/rate-limit";

    private final RateLimitResponder responder;

    RateLimitAnswer(RateLimitResponder responder) {
        this.responder = responder;
    }

    @Override
    public boolean isCounted() {
        return false;
    }

    @Override
    public void answer(HttpServerRequest request, Caller caller, Consumer<RuntimeException> refuse) {
        HttpMethod method = request.method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            refuse.accept(new ApiException(
                    ErrorCode.METHOD_NOT_ALLOWED, "%s is not allowed here; GET is.".formatted(method.name())));
            return;
        }
        Context context = Objects.requireNonNull(Vertx.currentContext(), "a request has a context");
        responder.report(caller.admission()).thenAccept(report -> context.runOnContext(_ -> send(request, report)));
    }

    private static void send(HttpServerRequest request, Report report) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (report.standing() != null) {
            report.standing().writeTo(response.headers());
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(
                    HttpHeaders.CONTENT_LENGTH, Integer.toString(report.body().length()));
            response.end();
        } else {
            response.end(report.body());
        }
        request.resume();
    }
}
