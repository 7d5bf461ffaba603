package dev.callsheet.identity.apikey;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.ApiKeyCreated;
import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.contracts.identity.ApiKeyRevoked;
import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.error.Violations;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, shows and revokes keys. A key never may more than the one who makes it. */
@ApplicationScoped
public class ApiKeyService {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final ApiKeyRepository keys;
    private final ApiKeyFormat format;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final SecureRandom random = new SecureRandom();

    ApiKeyService(ApiKeyRepository keys, ApiKeyFormat format, Outbox outbox, ObjectMapper json) {
        this.keys = keys;
        this.format = format;
        this.outbox = outbox;
        this.json = json;
    }

    @OrganizationTransaction
    public Uni<Resource<NewApiKeyResponse>> create(CreateApiKeyRequest request) {
        Principal creator = CallContext.current().requirePrincipal();
        refuseMoreThanTheCreatorMay(request, creator);
        return keys.listTiers()
                .invoke(tiers -> validate(request, creator, tiers))
                .chain(() -> store(request, creator.userId(), creator.environment()))
                .map(made -> NewApiKeyResponse.from(made.key(), made.secret()));
    }

    /** Makes a key in the name of the installation, for the launcher's demo organization; gives the key. */
    @OrganizationTransaction
    public Uni<String> issue(CreateApiKeyRequest request, UUID ownerId) {
        return store(request, ownerId, KeyEnvironment.LIVE.spelling()).map(Made::secret);
    }

    @OrganizationSession
    public Uni<Envelope<List<Resource<ApiKeyResponse>>>> list(ListQuery query) {
        return keys.list(query).map(page -> Envelope.list(query, page, ApiKeyResponse::from));
    }

    @OrganizationSession
    public Uni<Envelope<Resource<ApiKeyResponse>>> get(UUID id) {
        return keys.get(id).map(ApiKeyResponse::from).map(Envelope::of);
    }

    @OrganizationTransaction
    public Uni<Void> revoke(UUID id, @Nullable IfMatch ifMatch) {
        return keys.get(id)
                .invoke(key -> IfMatch.require(ifMatch, key.version()))
                .invoke(key -> key.revoke(Instant.now()))
                .call(keys::flush)
                .chain(key -> outbox.append(IdentityEvents.API_KEY_REVOKED, id, new ApiKeyRevoked(key.snapshot())));
    }

    private Uni<Made> store(CreateApiKeyRequest request, @Nullable UUID ownerId, String callersEnvironment) {
        KeyEnvironment environment = environmentOf(request, callersEnvironment);
        String secret = format.generate(environment.spelling(), random);
        ApiKey key = new ApiKey(secret, ownerId, environment, request, metadataOf(request));
        return keys.persistAndFlush(key)
                .call(stored -> outbox.append(
                        IdentityEvents.API_KEY_CREATED, stored.id(), new ApiKeyCreated(stored.snapshot())))
                .map(stored -> new Made(stored, secret));
    }

    private static void refuseMoreThanTheCreatorMay(CreateApiKeyRequest request, Principal creator) {
        List<String> beyond = request.scopes().stream()
                .filter(scope -> !creator.may(scope))
                .distinct()
                .toList();
        if (!beyond.isEmpty()) {
            throw new ApiException(
                            ErrorCode.SCOPE_REQUIRED,
                            "A key cannot hold what its creator does not: " + String.join(", ", beyond) + ".")
                    .withMember("required_scopes", beyond);
        }
    }

    private static void validate(CreateApiKeyRequest request, Principal creator, List<String> tiers) {
        Violations violations = new Violations();
        if (request.rateLimitTier() != null && !tiers.contains(request.rateLimitTier())) {
            violations.add(
                    "rate_limit_tier",
                    "Unknown tier '%s'. Valid tiers: %s".formatted(request.rateLimitTier(), String.join(", ", tiers)));
        }
        if (request.environment() == KeyEnvironment.LIVE
                && creator.environment().equals(KeyEnvironment.TEST.spelling())) {
            violations.add("environment", "must be test: a sandbox cannot make keys for live data");
        }
        violations.throwIfAny();
    }

    private static KeyEnvironment environmentOf(CreateApiKeyRequest request, String callersEnvironment) {
        boolean sandbox = callersEnvironment.equals(KeyEnvironment.TEST.spelling());
        return sandbox || request.environment() == KeyEnvironment.TEST ? KeyEnvironment.TEST : KeyEnvironment.LIVE;
    }

    private Map<String, Object> metadataOf(CreateApiKeyRequest request) {
        return request.metadata() == null ? Map.of() : json.convertValue(request.metadata(), OBJECT);
    }

    private record Made(ApiKey key, String secret) {}
}
