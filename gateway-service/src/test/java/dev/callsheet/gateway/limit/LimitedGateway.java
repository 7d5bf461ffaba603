package dev.callsheet.gateway.limit;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.identity.RateLimit;
import dev.callsheet.gateway.database.GatewayDatabase;
import dev.callsheet.gateway.database.TestPool;
import dev.callsheet.gateway.presence.Presence;
import dev.callsheet.gateway.routing.EndpointClass;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of a gateway that limits, on event loops and connections of its own. */
final class LimitedGateway implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Presence presence;
    private final RateLimiter limiter;

    /** On a database other than that of the gateway under test, which would be one gateway more. */
    LimitedGateway(String name, InstantSource clock) {
        GatewayDatabase database = new GatewayDatabase(TestPool.open(vertx, name));
        this.presence = new Presence(vertx, database);
        this.limiter = new RateLimiter(
                new Allowances(true, new Allowances.ClassLimits(20, Set.of("free", "basic", "standard"), 10, 20)),
                new DatabaseTokenStore(database),
                clock,
                System::nanoTime,
                3);
        presence.onHeard(limiter::heard);
        presence.onSilence(limiter::storeFailed);
    }

    LimitedGateway start() {
        presence.start();
        vertx.setPeriodic(100, _ -> limiter.sweep());
        return this;
    }

    RateLimiter limiter() {
        return limiter;
    }

    /** Asks for one request and waits for the verdict. */
    boolean admits(Admission admission) {
        return admits(admission, EndpointClass.NONE);
    }

    boolean admits(Admission admission, EndpointClass endpoints) {
        return verdict(admission, endpoints) instanceof Verdict.Admitted;
    }

    Verdict verdict(Admission admission, EndpointClass endpoints) {
        return limiter.admit(admission, endpoints).toCompletableFuture().join();
    }

    /** Gone without a word, with all that it holds. */
    void kill() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        presence.close();
        kill();
    }

    static Admission key(@Nullable RateLimit limit, @Nullable RateLimit plan) {
        return key(UUID.randomUUID(), UUID.randomUUID(), limit, plan);
    }

    static Admission key(UUID id, UUID organization, @Nullable RateLimit limit, @Nullable RateLimit plan) {
        return new Admission(
                principal(id, CredentialType.API_KEY, null, organization), limit, plan, Set.of(), Set.of(), Set.of());
    }

    static Admission user(UUID session, UUID user, UUID organization, @Nullable RateLimit plan) {
        return new Admission(
                principal(session, CredentialType.USER, user, organization), null, plan, Set.of(), Set.of(), Set.of());
    }

    private static Principal principal(UUID id, CredentialType type, @Nullable UUID user, UUID organization) {
        return new Principal(
                id,
                type,
                user,
                organization,
                "live",
                "none",
                Set.of(),
                Set.of(),
                Set.of(),
                "standard",
                "enterprise",
                "Europe/Madrid",
                "Test",
                null);
    }
}
