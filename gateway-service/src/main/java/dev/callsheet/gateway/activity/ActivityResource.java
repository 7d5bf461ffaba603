package dev.callsheet.gateway.activity;

import dev.callsheet.contracts.identity.IdentityScopes;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.security.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The request log as an organization sees its own part of it (Sector Pro 10.3). */
@Path("/api/v1/activity/requests")
@Tag(name = "Activity", description = "What was asked of the API, by whom, and what came of it")
public class ActivityResource {

    private static final ListSchema LISTS = ListSchema.of(RequestAttributes.class)
            .sortable("created_at", Instant.class, "created_at")
            .filterable("request_id", String.class, "request_id")
            .filterable("credential_id", UUID.class, "credential_id")
            .filterable("credential_type", String.class, "credential_type")
            .filterable("key_prefix", String.class, "key_prefix")
            .filterable("user_id", UUID.class, "user_id")
            .filterable("method", String.class, "method")
            .filterable("route", String.class, "route")
            .filterable("path", String.class, "path")
            .filterable("status_code", Integer.class, "status_code")
            .filterable("error_code", String.class, "error_code")
            .filterable("response_time_ms", Integer.class, "response_time_ms")
            .filterable("api_version", String.class, "api_version")
            .filterable("lost_requests", Integer.class, "lost_requests")
            .shorthand("request_id", "credential_id", "user_id", "method", "route", "path", "status_code", "error_code")
            .named("ip_address", String.class, (address, zone) -> Condition.of("host(e.ip_address) = ?", address))
            .named(
                    "min_response_time_ms",
                    Integer.class,
                    (least, zone) -> Condition.of("e.response_time_ms >= ?", least))
            .named("from", Instant.class, (from, zone) -> Condition.of("e.created_at >= ?", from))
            .named("to", Instant.class, (to, zone) -> Condition.of("e.created_at < ?", to))
            .sortedBy("-created_at");

    private final ActivityService activity;

    @Inject
    ActivityResource(ActivityService activity) {
        this.activity = activity;
    }

    @GET
    @RequiresScope(IdentityScopes.ACTIVITY_READ)
    @Operation(
            operationId = "listRequests",
            summary = "List the organization's requests, the latest first",
            description = "Each request is there from a moment after its answer on, for as long as the operator keeps"
                    + " the log (90 days by default). What the log had no room for is an entry of its own, with"
                    + " the number of `lost_requests` and nothing of the requests themselves.")
    public Uni<Envelope<List<Resource<RequestAttributes>>>> listRequests(@Context UriInfo uri) {
        return activity.list(ListQuery.parse(LISTS, uri));
    }
}
