package dev.callsheet.identity.issuer;

import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.IssuerCreated;
import dev.callsheet.contracts.identity.IssuerDeleted;
import dev.callsheet.contracts.identity.IssuerUpdated;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.body.ChangedFields;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.error.Violations;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Registers, changes and removes the issuers that an organization trusts. */
@ApplicationScoped
public class IssuerService {

    private final IssuerRepository issuers;
    private final Outbox outbox;

    IssuerService(IssuerRepository issuers, Outbox outbox) {
        this.issuers = issuers;
        this.outbox = outbox;
    }

    @OrganizationSession
    Uni<Envelope<List<Resource<IssuerResponse>>>> list(UUID organizationId, ListQuery query) {
        requireOwn(organizationId);
        return issuers.list(query).map(page -> Envelope.list(query, page, IssuerResponse::from));
    }

    @OrganizationSession
    Uni<Resource<IssuerResponse>> get(UUID organizationId, UUID id) {
        requireOwn(organizationId);
        return issuers.get(id).map(IssuerResponse::from);
    }

    /** @param request with the place of the keys */
    @OrganizationTransaction
    Uni<Resource<IssuerResponse>> create(IssuerRequest request) {
        return requireKnownRoles(request)
                .chain(() -> issuers.persistAndFlush(new TokenIssuer(request)))
                .call(issuer ->
                        outbox.append(IdentityEvents.ISSUER_CREATED, issuer.id(), new IssuerCreated(issuer.snapshot())))
                .map(IssuerResponse::from);
    }

    /** What an issuer would be after the change, for checks that need the network. */
    @OrganizationSession
    Uni<Preview> preview(UUID id, MergePatch<IssuerRequest> patch) {
        return issuers.get(id).map(issuer -> new Preview(issuer.asRequest(), patch.applyTo(issuer.asRequest())));
    }

    /** @param keysAt the place of the keys after the change */
    @OrganizationTransaction
    Uni<Resource<IssuerResponse>> update(UUID id, MergePatch<IssuerRequest> patch, String keysAt) {
        return issuers.getForUpdate(id)
                .call(issuer -> change(issuer, patch, keysAt))
                .map(IssuerResponse::from);
    }

    @OrganizationTransaction
    Uni<Void> delete(UUID organizationId, UUID id, @Nullable IfMatch ifMatch) {
        requireOwn(organizationId);
        return issuers.getForUpdate(id)
                .invoke(issuer -> IfMatch.require(ifMatch, issuer.version()))
                .invoke(TokenIssuer::delete)
                .call(issuers::flush)
                .chain(issuer ->
                        outbox.append(IdentityEvents.ISSUER_DELETED, id, new IssuerDeleted(issuer.snapshot())));
    }

    /**
     * Refuses callers to whom an issuer must not be entrusted: it can vouch for every member, so whoever registers one
     * could become any of them.
     */
    void requireAdministrator(UUID organizationId) {
        requireOwn(organizationId);
        Principal caller = CallContext.current().requirePrincipal();
        if (!caller.may(Scope.ADMINISTRATOR.name())) {
            throw new ApiException(
                            ErrorCode.SCOPE_REQUIRED,
                            "An issuer can vouch for every member, so it takes the scope admin:* to register one.")
                    .withMember("required_scopes", List.of(Scope.ADMINISTRATOR.name()));
        }
        if (!caller.environment().equals("live")) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN, "A sandbox has the members of its organization, and so its issuers.");
        }
    }

    private Uni<Void> change(TokenIssuer issuer, MergePatch<IssuerRequest> patch, String keysAt) {
        patch.requireVersion(issuer.version());
        IssuerRequest before = issuer.asRequest();
        IssuerRequest after = patch.applyTo(before).withKeysAt(keysAt);
        List<String> changed = ChangedFields.between(before, after);
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return requireKnownRoles(after)
                .invoke(() -> issuer.apply(after))
                .chain(issuers::flush)
                .chain(() -> outbox.append(
                        IdentityEvents.ISSUER_UPDATED, issuer.id(), new IssuerUpdated(issuer.snapshot(), changed)));
    }

    private Uni<Void> requireKnownRoles(IssuerRequest request) {
        return issuers.listRoles()
                .invoke(roles -> {
                    Violations violations = new Violations();
                    String unknown = "Unknown role '%s'. Valid roles: " + String.join(", ", roles);
                    if (request.defaultRole() != null && !roles.contains(request.defaultRole())) {
                        violations.add("default_role", unknown.formatted(request.defaultRole()));
                    }
                    if (request.claimsOrDefault().roles() != null) {
                        request.claimsOrDefault().roles().forEach((value, role) -> {
                            if (!roles.contains(role)) {
                                violations.add("claims.roles." + value, unknown.formatted(role));
                            }
                        });
                    }
                    violations.throwIfAny();
                })
                .replaceWithVoid();
    }

    /** An organization that the caller does not act in is unknown to them. */
    private static void requireOwn(UUID organizationId) {
        if (!organizationId.equals(CallContext.current().requirePrincipal().organizationId())) {
            throw ApiException.notFound("organization", organizationId);
        }
    }

    /** An issuer before and after a change that has not been made. */
    record Preview(IssuerRequest before, IssuerRequest after) {}
}
