package dev.callsheet.identity.role;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.identity.organization.OrganizationService;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets an organization change what its roles may do. Nobody makes a role that may more than they, or changes one that
 * does; the role admin stays what it is, so that nobody is locked out. Each change is told as one of the organization,
 * whereupon gateways ask anew for all of its principals.
 */
@ApplicationScoped
public class RoleService {

    private static final String ADMIN = "admin";
    private static final String LIVE = "live";
    private static final List<String> CHANGED = List.of("role_scopes");

    private final RoleStore store;
    private final RoleRepository roles;
    private final OrganizationService organizations;

    RoleService(RoleStore store, RoleRepository roles, OrganizationService organizations) {
        this.store = store;
        this.roles = roles;
        this.organizations = organizations;
    }

    Uni<Envelope<List<Resource<RoleResponse>>>> list(UUID organizationId) {
        requireCurrent(organizationId);
        return store.list(organizationId)
                .map(found -> found.stream().map(RoleResponse::from).toList())
                .map(Envelope::of);
    }

    Uni<Resource<RoleResponse>> get(UUID organizationId, String name) {
        requireCurrent(organizationId);
        return find(organizationId, name).map(RoleResponse::from);
    }

    @OrganizationTransaction
    Uni<Resource<RoleResponse>> create(UUID organizationId, RoleRequest request) {
        requireLive(organizationId);
        return roles.lock()
                .chain(() -> store.find(organizationId, request.name()))
                .invoke(existing -> existing.ifPresent(role -> {
                    throw new ApiException(ErrorCode.CONFLICT, "There is a role of that name already.")
                            .withDetail("name", "'" + role.name() + "' is taken");
                }))
                .chain(() -> keep(RoleDefinition.unsaid(request.name()), request));
    }

    @OrganizationTransaction
    Uni<Resource<RoleResponse>> update(UUID organizationId, String name, MergePatch<RoleRequest> patch) {
        requireLive(organizationId);
        return roles.lock()
                .chain(() -> find(organizationId, name))
                .invoke(role -> patch.requireVersion(role.version()))
                .chain(role -> keep(role, patch.applyTo(RoleRequest.of(role))));
    }

    /** Takes back what the organization says: its own role is gone, a shipped one is as shipped. */
    @OrganizationTransaction
    Uni<Void> delete(UUID organizationId, String name, @Nullable IfMatch ifMatch) {
        requireLive(organizationId);
        return roles.lock()
                .chain(() -> find(organizationId, name))
                .invoke(role -> IfMatch.require(ifMatch, role.version()))
                .invoke(RoleService::requireDroppable)
                .call(this::requireUnheld)
                .chain(role -> roles.drop(name))
                .chain(() -> organizations.announceChange(CHANGED));
    }

    private Uni<Resource<RoleResponse>> keep(RoleDefinition role, RoleRequest wanted) {
        if (!wanted.name().equals(role.name())) {
            throw ApiException.invalid("name", "cannot be changed: make another role");
        }
        RoleDefinition after = role.saying(wanted);
        requireAuthorityOver(role, after);
        return roles.keep(wanted)
                .map(kept -> after.kept(kept.id(), kept.change()))
                .call(() -> organizations.announceChange(CHANGED))
                .map(RoleResponse::from);
    }

    private Uni<RoleDefinition> find(UUID organizationId, String name) {
        return store.find(organizationId, name)
                .map(found -> found.orElseThrow(() -> new ApiException(
                        ErrorCode.NOT_FOUND, "There is no role '%s' in the organization.".formatted(name))));
    }

    private static void requireAuthorityOver(RoleDefinition before, RoleDefinition after) {
        Principal caller = CallContext.current().requirePrincipal();
        if (before.name().equals(ADMIN)) {
            throw new ApiException(
                    ErrorCode.UNPROCESSABLE,
                    "The role admin may everything in every organization; it cannot be changed.");
        }
        RoleAuthority.requireUnconfined(caller);
        RoleAuthority.requireHeld("A role", before.scopes(), caller);
        RoleAuthority.requireHeld("A role", after.scopes(), caller);
    }

    private static void requireDroppable(RoleDefinition role) {
        if (role.change() == null) {
            throw new ApiException(
                    ErrorCode.UNPROCESSABLE,
                    "The role %s is as shipped; there is nothing to take back.".formatted(role.name()));
        }
        requireAuthorityOver(role, role.asShipped());
    }

    private Uni<Void> requireUnheld(RoleDefinition role) {
        if (role.shipped()) {
            return Uni.createFrom().voidItem();
        }
        return roles.countHolders(role.name())
                .invoke(holders -> {
                    if (holders > 0) {
                        throw new ApiException(
                                ErrorCode.CONFLICT,
                                "%d members, invitations or service accounts have the role %s: give them another first."
                                        .formatted(holders, role.name()));
                    }
                })
                .replaceWithVoid();
    }

    private static void requireCurrent(UUID organizationId) {
        if (!CallContext.current().requirePrincipal().organizationId().equals(organizationId)) {
            throw ApiException.notFound("organization", organizationId);
        }
    }

    private static void requireLive(UUID organizationId) {
        requireCurrent(organizationId);
        if (!CallContext.current().requirePrincipal().environment().equals(LIVE)) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN, "A sandbox has the roles of its live organization: change them there.");
        }
    }
}
