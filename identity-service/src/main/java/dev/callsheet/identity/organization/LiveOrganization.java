package dev.callsheet.identity.organization;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The organization that has members. A sandbox has none of its own: it shows those of its live organization, and neither
 * changes them nor sends anybody a mail.
 */
@ApplicationScoped
public class LiveOrganization {

    private static final String LIVE = "live";

    private final CrossTenantDatabase database;

    LiveOrganization(CrossTenantDatabase database) {
        this.database = database;
    }

    /** Runs the work as the caller in their live organization. */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        CallContext call = CallContext.current();
        Principal caller = call.requirePrincipal();
        if (caller.environment().equals(LIVE)) {
            return work.get();
        }
        return parentOf(caller.organizationId())
                .chain(parent -> new CallContext(caller, parent, call.requestId(), call.issuer()).run(work::get));
    }

    /**
     * Refuses what changes members in a sandbox.
     *
     * @throws ApiException {@code FORBIDDEN}
     */
    public void require() {
        if (!CallContext.current().requirePrincipal().environment().equals(LIVE)) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "A sandbox has the members of its live organization: use a credential of that one.");
        }
    }

    /**
     * Refuses a path that names another organization than that of the request, or a sandbox.
     *
     * @throws ApiException {@code NOT_FOUND} or {@code FORBIDDEN}
     */
    public void requireToBe(UUID organizationId) {
        requireCurrent(organizationId);
        require();
    }

    /**
     * Refuses a path that names another organization than that of the request.
     *
     * @throws ApiException {@code NOT_FOUND}
     */
    public void requireCurrent(UUID organizationId) {
        if (!CallContext.current().requirePrincipal().organizationId().equals(organizationId)) {
            throw ApiException.notFound("organization", organizationId);
        }
    }

    private Uni<UUID> parentOf(UUID sandboxId) {
        return database.first(
                        "select parent_id from organization where id = $1", row -> row.getUUID("parent_id"), sandboxId)
                .map(parent -> parent.orElseThrow(() -> ApiException.notFound("organization", sandboxId)));
    }
}
