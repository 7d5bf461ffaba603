package dev.callsheet.gateway.activity;

import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Reads the request log for the caller's organization. */
@ApplicationScoped
public class ActivityService {

    private static final Logger LOG = Logger.getLogger(ActivityService.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final RequestLogReader requests;

    @Inject
    ActivityService(RequestLogReader requests) {
        this.requests = requests;
    }

    Uni<Envelope<List<Resource<RequestAttributes>>>> list(ListQuery query) {
        UUID organization = CallContext.current().requirePrincipal().organizationId();
        return Uni.createFrom()
                .completionStage(() -> requests.list(organization, query).toCompletionStage())
                .onFailure()
                .transform(ActivityService::unavailable)
                .map(page -> Envelope.list(query, page, Function.identity()));
    }

    private static ApiException unavailable(Throwable reason) {
        LOG.warnf("The request log cannot be read: %s", reason.toString());
        return ApiException.unavailable("The request log cannot be read at the moment.", RETRY_AFTER);
    }
}
