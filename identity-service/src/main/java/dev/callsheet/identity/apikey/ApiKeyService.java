package dev.callsheet.identity.apikey;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.ApiKeyCreated;
import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.contracts.identity.ApiKeyRevoked;
import dev.callsheet.contracts.identity.ApiKeyUpdated;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.Principal;
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
import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes, shows, changes, rotates and revokes keys. A key never may more than the one who makes it. */
@ApplicationScoped
public class ApiKeyService {

    private final ApiKeyRepository keys;
    private final PlanStore plans;
    private final ApiKeyFormat format;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final int mostKeys;
    private final SecureRandom random = new SecureRandom();

    /** @param mostKeys how many live keys an organization may have, whatever its plan says */
    ApiKeyService(
            ApiKeyRepository keys,
            PlanStore plans,
            ApiKeyFormat format,
            Outbox outbox,
            ObjectMapper json,
            @ConfigProperty(name = "callsheet.keys.most", defaultValue = "1000") int mostKeys) {
        this.keys = keys;
        this.plans = plans;
        this.format = format;
        this.outbox = outbox;
        this.json = json;
        this.mostKeys = mostKeys;
    }

    /** A key of the caller; one who is no person has none. */
    @OrganizationTransaction
    public Uni<Resource<ApiKeyResponse>> create(ApiKeyRequest request) {
        Principal creator = CallContext.current().requirePrincipal();
        if (creator.credentialType() == CredentialType.SERVICE_ACCOUNT) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN, "A service account's keys are made at /service-accounts/{id}/keys.");
        }
        return create(request, creator, KeyHolder.user(creator.userId()));
    }

    /** A key of the service account, which is one of the caller's organization. */
    @OrganizationTransaction
    public Uni<Resource<ApiKeyResponse>> createFor(UUID serviceAccountId, ApiKeyRequest request) {
        return create(request, CallContext.current().requirePrincipal(), KeyHolder.serviceAccount(serviceAccountId));
    }

    /** Makes a key in the name of the installation, for the launcher's demo organization; gives the key. */
    @OrganizationTransaction
    public Uni<String> issue(ApiKeyRequest request, UUID ownerId) {
        return store(request, KeyHolder.user(ownerId), KeyEnvironment.LIVE.spelling(), null)
                .map(Made::secret);
    }

    @OrganizationSession
    public Uni<Envelope<List<Resource<ApiKeyResponse>>>> list(ListQuery query) {
        return keys.list(query).map(page -> Envelope.list(query, page, ApiKeyResponse::from));
    }

    /** The keys of the service account. */
    @OrganizationSession
    public Uni<Envelope<List<Resource<ApiKeyResponse>>>> listOf(UUID serviceAccountId, ListQuery query) {
        return keys.list(query, List.of(Condition.of("e.serviceAccountId = ?", serviceAccountId)))
                .map(page -> Envelope.list(query, page, ApiKeyResponse::from));
    }

    @OrganizationSession
    public Uni<Resource<ApiKeyResponse>> get(UUID id) {
        return keys.get(id).map(ApiKeyResponse::from);
    }

    @OrganizationTransaction
    public Uni<Resource<ApiKeyResponse>> update(UUID id, MergePatch<ApiKeyRequest> patch) {
        return keys.getForUpdate(id).call(key -> change(key, patch)).map(ApiKeyResponse::from);
    }

    /** Whoever may not have made the key may not have its successor either. */
    @OrganizationTransaction
    public Uni<Resource<ApiKeyResponse>> rotate(UUID id, RotateApiKeyRequest request, @Nullable IfMatch ifMatch) {
        Principal caller = CallContext.current().requirePrincipal();
        ApiKeyRules.requireOwnCredential(caller);
        return keys.getForUpdate(id)
                .invoke(key -> IfMatch.require(ifMatch, key.version()))
                .invoke(key -> ApiKeyRules.requireHeld(List.of(key.scopes), caller))
                .chain(key -> replace(key, request));
    }

    @OrganizationTransaction
    public Uni<Void> revoke(UUID id, @Nullable IfMatch ifMatch) {
        return keys.getForUpdate(id)
                .invoke(key -> IfMatch.require(ifMatch, key.version()))
                .invoke(key -> key.revoke(Instant.now()))
                .call(keys::flush)
                .chain(this::announceRevocation);
    }

    /** Tells of each key of the service account that what it may do has changed. */
    @OrganizationTransaction
    public Uni<Void> announceChangeOf(UUID serviceAccountId) {
        return keys.lockAllOf(serviceAccountId)
                .chain(held -> oneAfterTheOther(
                        held,
                        key -> outbox.append(
                                IdentityEvents.API_KEY_UPDATED,
                                key.id(),
                                new ApiKeyUpdated(key.snapshot(), List.of("service_account")))));
    }

    /** Revokes every key of the service account. */
    @OrganizationTransaction
    public Uni<Void> revokeAllOf(UUID serviceAccountId) {
        Instant now = Instant.now();
        return keys.lockAllOf(serviceAccountId)
                .invoke(held -> held.forEach(key -> key.revoke(now)))
                .call(keys::flush)
                .chain(held -> oneAfterTheOther(held, this::announceRevocation));
    }

    private Uni<Void> announceRevocation(ApiKey key) {
        return outbox.append(IdentityEvents.API_KEY_REVOKED, key.id(), new ApiKeyRevoked(key.snapshot()));
    }

    private static Uni<Void> oneAfterTheOther(List<ApiKey> held, Function<ApiKey, Uni<? extends Void>> step) {
        return Multi.createFrom()
                .iterable(held)
                .onItem()
                .transformToUniAndConcatenate(step)
                .toUni()
                .replaceWithVoid();
    }

    private Uni<Resource<ApiKeyResponse>> create(ApiKeyRequest request, Principal creator, KeyHolder holder) {
        return plans.current()
                .invoke(plan -> ApiKeyRules.checkNew(request, creator, plan))
                .chain(this::requireRoom)
                .chain(() -> store(request, holder, creator.environment(), ApiKeyRules.latestExpiry(creator)))
                .map(made -> ApiKeyResponse.withSecret(made.key(), made.secret()));
    }

    private Uni<Void> requireRoom(Plan plan) {
        int most = plan.own().map(Plan.Tier::mostApiKeys).orElse(mostKeys);
        int room = Math.min(most, mostKeys);
        return plans.countLiveKeys()
                .invoke(live -> {
                    if (live >= room) {
                        throw new ApiException(
                                        ErrorCode.UNPROCESSABLE,
                                        "The organization has %d live keys, as many as it may have: revoke one first."
                                                .formatted(live))
                                .withMember("plan", plan.name())
                                .withMember("most_api_keys", room);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Made> store(
            ApiKeyRequest request, KeyHolder holder, String callersEnvironment, @Nullable Instant latestExpiry) {
        KeyEnvironment environment = environmentOf(request, callersEnvironment);
        String secret = format.generate(environment.spelling(), random);
        ApiKey key = new ApiKey(secret, holder, environment, request, json);
        key.endAtTheLatest(latestExpiry);
        return keys.persistAndFlush(key)
                .call(stored -> outbox.append(
                        IdentityEvents.API_KEY_CREATED, stored.id(), new ApiKeyCreated(stored.snapshot())))
                .map(stored -> new Made(stored, secret));
    }

    private Uni<Void> change(ApiKey key, MergePatch<ApiKeyRequest> patch) {
        patch.requireVersion(key.version());
        ApiKeyRequest before = key.asRequest(json);
        ApiKeyRequest wanted = patch.applyTo(before);
        Principal caller = CallContext.current().requirePrincipal();
        return plans.current()
                .invoke(plan -> ApiKeyRules.checkChange(before, wanted, caller, plan))
                .invoke(() -> key.apply(wanted, json))
                .chain(() -> announceChange(key, ChangedFields.between(before, key.asRequest(json))));
    }

    private Uni<Resource<ApiKeyResponse>> replace(ApiKey key, RotateApiKeyRequest request) {
        String successor = format.generate(key.environment, random);
        key.rotate(successor, request.grace(), Instant.now());
        return announceChange(key, List.of("key_prefix")).map(done -> ApiKeyResponse.withSecret(key, successor));
    }

    private Uni<Void> announceChange(ApiKey key, List<String> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return keys.flush()
                .chain(() -> outbox.append(
                        IdentityEvents.API_KEY_UPDATED, key.id(), new ApiKeyUpdated(key.snapshot(), changed)));
    }

    private static KeyEnvironment environmentOf(ApiKeyRequest request, String callersEnvironment) {
        boolean sandbox = callersEnvironment.equals(KeyEnvironment.TEST.spelling());
        return sandbox || request.environment() == KeyEnvironment.TEST ? KeyEnvironment.TEST : KeyEnvironment.LIVE;
    }

    private record Made(ApiKey key, String secret) {}
}
