package dev.callsheet.identity.internal.bootstrap;

import dev.callsheet.contracts.security.Scope;
import dev.callsheet.identity.apikey.ApiKeyRequest;
import dev.callsheet.identity.apikey.ApiKeyService;
import dev.callsheet.identity.apikey.KeyEnvironment;
import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.identity.login.PasswordHashing;
import dev.callsheet.identity.organization.OrganizationService;
import dev.callsheet.identity.organization.OrganizationService.Founder;
import dev.callsheet.identity.organization.OrganizationService.OrganizationIds;
import dev.callsheet.identity.user.UserStore;
import dev.callsheet.identity.user.UserStore.Addition;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Founds the first organization of an installation. Asked again for the same name it changes nothing, so that a launcher
 * that stopped half-way can start over. One launcher at a time: two would set two passwords for one admin.
 */
@ApplicationScoped
public class BootstrapService {

    private static final String DEFAULT_ZONE = "Europe/Madrid";
    private static final String DEMO_PLAN = "enterprise";
    private static final String PLAN = "standard";
    private static final String PASSWORD_ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LENGTH = 20;

    /** Any number that no other advisory lock of the schema uses. */
    private static final long LOCK = 0x424f4f54535452L;

    private final CrossTenantDatabase database;
    private final OrganizationService organizations;
    private final UserStore users;
    private final PasswordHashing passwords;
    private final ApiKeyService keys;
    private final SecureRandom random = new SecureRandom();

    BootstrapService(
            CrossTenantDatabase database,
            OrganizationService organizations,
            UserStore users,
            PasswordHashing passwords,
            ApiKeyService keys) {
        this.database = database;
        this.organizations = organizations;
        this.users = users;
        this.passwords = passwords;
        this.keys = keys;
    }

    Uni<BootstrapResponse> bootstrap(BootstrapRequest request) {
        return database.exclusively(LOCK, BootstrapService::busy, () -> bootstrapAlone(request));
    }

    private Uni<BootstrapResponse> bootstrapAlone(BootstrapRequest request) {
        String email = request.adminEmail().strip().toLowerCase(Locale.ROOT);
        String password = request.adminPassword() == null ? newPassword() : request.adminPassword();
        return organizations
                .findByName(request.organizationName())
                .chain(found -> found.isPresent() && !Boolean.TRUE.equals(request.renew())
                        ? repeat(found.get(), email)
                        : make(request, found, email, password));
    }

    private Uni<BootstrapResponse> repeat(OrganizationIds ids, String email) {
        return users.getIdOf(email)
                .map(userId ->
                        new BootstrapResponse(ids.live(), ids.sandbox(), userId, email, false, null, null, null));
    }

    private Uni<BootstrapResponse> make(
            BootstrapRequest request, Optional<OrganizationIds> existing, String email, String password) {
        String fullName = request.adminFullName() == null ? "Administrator" : request.adminFullName();
        OrganizationIds ids = existing.orElseGet(() -> new OrganizationIds(Ids.next(), Ids.next()));
        CallContext.ofOrganization(ids.live(), CallContext.current().requestId())
                .enter();
        return passwords
                .hash(password)
                .chain(hash -> users.add(Ids.next(), email, fullName, hash, existing.isPresent()))
                .call(admin -> existing.isPresent()
                        ? Uni.createFrom().voidItem()
                        : found(request, ids, new Founder(admin.userId(), email, fullName)))
                .chain(admin -> withKeys(request, ids, admin, email, password, existing.isEmpty()));
    }

    private Uni<Void> found(BootstrapRequest request, OrganizationIds ids, Founder founder) {
        String zone =
                request.timeZone() == null ? DEFAULT_ZONE : request.timeZone().getId();
        return organizations.found(ids, request.organizationName(), zone, isDemo(request) ? DEMO_PLAN : PLAN, founder);
    }

    private Uni<BootstrapResponse> withKeys(
            BootstrapRequest request,
            OrganizationIds ids,
            Addition admin,
            String email,
            String password,
            boolean created) {
        String shownPassword = admin.passwordSet() ? password : null;
        if (!isDemo(request)) {
            return Uni.createFrom().item(response(ids, admin.userId(), email, created, shownPassword, null, null));
        }
        return key(KeyEnvironment.LIVE, admin.userId())
                .chain(live -> key(KeyEnvironment.TEST, admin.userId())
                        .map(test -> response(ids, admin.userId(), email, created, shownPassword, live, test)));
    }

    private Uni<String> key(KeyEnvironment environment, UUID ownerId) {
        ApiKeyRequest request = ApiKeyRequest.plain(
                "Demo " + environment.name().toLowerCase(Locale.ROOT),
                List.of(Scope.ADMINISTRATOR.name()),
                environment);
        return keys.issue(request, ownerId);
    }

    private static BootstrapResponse response(
            OrganizationIds ids,
            UUID userId,
            String email,
            boolean created,
            @Nullable String password,
            @Nullable String liveKey,
            @Nullable String testKey) {
        return new BootstrapResponse(ids.live(), ids.sandbox(), userId, email, created, password, liveKey, testKey);
    }

    private static ApiException busy() {
        return new ApiException(ErrorCode.CONFLICT, "Another launcher is founding an organization at this moment.")
                .withRetryAfter(Duration.ofSeconds(1));
    }

    private static boolean isDemo(BootstrapRequest request) {
        return Boolean.TRUE.equals(request.demo());
    }

    private String newPassword() {
        return random.ints(PASSWORD_LENGTH, 0, PASSWORD_ALPHABET.length())
                .mapToObj(PASSWORD_ALPHABET::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
