package dev.callsheet.identity.serviceaccount;

import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.identity.ServiceAccountCreated;
import dev.callsheet.contracts.identity.ServiceAccountDeleted;
import dev.callsheet.contracts.identity.ServiceAccountUpdated;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.identity.apikey.ApiKeyRequest;
import dev.callsheet.identity.apikey.ApiKeyResponse;
import dev.callsheet.identity.apikey.ApiKeyService;
import dev.callsheet.identity.role.RoleAuthority;
import dev.callsheet.identity.role.RoleDefinition;
import dev.callsheet.identity.role.RoleStore;
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
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes service accounts and gives them keys. Nobody makes one that may more than they, or that is not
 * confined as they are; and whatever changes about one is told of each of its keys, so that gateways hear of it.
 */
@ApplicationScoped
public class ServiceAccountService {

    private static final UUID NOBODY = new UUID(0, 0);

    private final ServiceAccountRepository accounts;
    private final ApiKeyService keys;
    private final RoleStore roles;
    private final Outbox outbox;

    ServiceAccountService(ServiceAccountRepository accounts, ApiKeyService keys, RoleStore roles, Outbox outbox) {
        this.accounts = accounts;
        this.keys = keys;
        this.roles = roles;
        this.outbox = outbox;
    }

    @OrganizationSession
    Uni<Envelope<List<Resource<ServiceAccountResponse>>>> list(ListQuery query) {
        return accounts.list(query).map(page -> Envelope.list(query, page, ServiceAccountResponse::from));
    }

    @OrganizationSession
    Uni<Resource<ServiceAccountResponse>> get(UUID id) {
        return accounts.get(id).map(ServiceAccountResponse::from);
    }

    @OrganizationTransaction
    Uni<Resource<ServiceAccountResponse>> create(ServiceAccountRequest request) {
        return requireAuthorityOver(request)
                .chain(() -> requireFreeName(request.name(), null))
                .chain(() -> accounts.persistAndFlush(new ServiceAccount(request)))
                .call(account -> outbox.append(
                        IdentityEvents.SERVICE_ACCOUNT_CREATED,
                        account.id(),
                        new ServiceAccountCreated(account.snapshot())))
                .map(ServiceAccountResponse::from);
    }

    @OrganizationTransaction
    Uni<Resource<ServiceAccountResponse>> update(UUID id, MergePatch<ServiceAccountRequest> patch) {
        return accounts.getForUpdate(id).call(account -> change(account, patch)).map(ServiceAccountResponse::from);
    }

    /** Its keys are revoked with it. */
    @OrganizationTransaction
    Uni<Void> delete(UUID id, @Nullable IfMatch ifMatch) {
        return accounts.getForUpdate(id)
                .invoke(account -> IfMatch.require(ifMatch, account.version()))
                .invoke(ServiceAccount::delete)
                .call(accounts::flush)
                .call(() -> keys.revokeAllOf(id))
                .chain(account -> outbox.append(
                        IdentityEvents.SERVICE_ACCOUNT_DELETED, id, new ServiceAccountDeleted(account.snapshot())));
    }

    @OrganizationSession
    Uni<Envelope<List<Resource<ApiKeyResponse>>>> listKeys(UUID id, ListQuery query) {
        return accounts.get(id).chain(account -> keys.listOf(account.id(), query));
    }

    @OrganizationTransaction
    Uni<Resource<ApiKeyResponse>> createKey(UUID id, ApiKeyRequest request) {
        return accounts.get(id)
                .call(account -> scopesOf(account.asRequest()).invoke(held -> requireWithin(request, held)))
                .chain(account -> keys.createFor(account.id(), request));
    }

    private Uni<Void> change(ServiceAccount account, MergePatch<ServiceAccountRequest> patch) {
        patch.requireVersion(account.version());
        ServiceAccountRequest before = account.asRequest();
        ServiceAccountRequest wanted = patch.applyTo(before);
        return requireAuthorityOver(before)
                .chain(() -> requireAuthorityOver(wanted))
                .chain(() -> requireFreeName(wanted.name(), account.id()))
                .invoke(() -> account.apply(wanted))
                .chain(() -> announceChange(account, ChangedFields.between(before, account.asRequest())));
    }

    private Uni<Void> announceChange(ServiceAccount account, List<String> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return accounts.flush()
                .chain(() -> outbox.append(
                        IdentityEvents.SERVICE_ACCOUNT_UPDATED,
                        account.id(),
                        new ServiceAccountUpdated(account.snapshot(), changed)))
                .chain(() -> keys.announceChangeOf(account.id()));
    }

    private Uni<Void> requireAuthorityOver(ServiceAccountRequest account) {
        Principal caller = CallContext.current().requirePrincipal();
        RoleAuthority.requireUnconfined(caller);
        return scopesOf(account)
                .invoke(scopes -> RoleAuthority.requireHeld("A service account", scopes, caller))
                .replaceWithVoid();
    }

    private Uni<Set<String>> scopesOf(ServiceAccountRequest account) {
        String role = account.role();
        if (role == null) {
            List<String> scopes = account.scopes();
            return Uni.createFrom().item(scopes == null ? Set.of() : Set.copyOf(scopes));
        }
        return roles.find(CallContext.current().organizationId(), role)
                .map(found -> found.orElseThrow(() ->
                        ApiException.invalid("role", "There is no role '%s' in the organization.".formatted(role))))
                .map(RoleDefinition::scopes);
    }

    private static void requireWithin(ApiKeyRequest request, Set<String> held) {
        List<String> beyond = request.scopes().stream()
                .filter(scope -> !held.contains(scope) && !held.contains(Scope.ADMINISTRATOR.name()))
                .toList();
        if (!beyond.isEmpty()) {
            throw new ApiException(
                            ErrorCode.UNPROCESSABLE, "The service account itself may not: " + String.join(", ", beyond))
                    .withDetail("scopes", "must be among " + String.join(", ", held));
        }
    }

    private Uni<Void> requireFreeName(String name, @Nullable UUID except) {
        return accounts.count(
                        "name = ?1 and id <> ?2 and deletedAt is null",
                        name,
                        Objects.requireNonNullElse(except, NOBODY))
                .invoke(taken -> {
                    if (taken > 0) {
                        throw new ApiException(ErrorCode.CONFLICT, "There is a service account of that name already.")
                                .withDetail("name", "'" + name + "' is taken");
                    }
                })
                .replaceWithVoid();
    }
}
