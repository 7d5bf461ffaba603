package dev.callsheet.platform.web.request;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call that is being served: who made it and under which id. It lives in the locals of the Vert.x duplicated
 * context, so that it follows the call through every asynchronous step and never leaks into another.
 *
 * @param principal null before authentication and on public routes
 * @param organizationId whose data the call may see; the principal's, or the one that an event belongs to
 * @param requestId the {@code X-Request-ID}; null where work has no request, such as a consumer's
 * @param issuer the module whose internal token made the call; null without one
 */
public record CallContext(
        @Nullable Principal principal,
        @Nullable UUID organizationId,
        @Nullable String requestId,
        @Nullable String issuer) {

    private static final String KEY = "callsheet.call";
    private static final CallContext NONE = new CallContext(null, null, null, null);

    /** The current call, or an empty one outside of any. */
    public static CallContext current() {
        Context context = Vertx.currentContext();
        CallContext call = context == null ? null : context.getLocal(KEY);
        return call == null ? NONE : call;
    }

    public static CallContext of(Principal principal, @Nullable String requestId) {
        return new CallContext(principal, principal.organizationId(), requestId, null);
    }

    /** The same call, made with an internal token of the given module. */
    public CallContext issuedBy(String module) {
        return new CallContext(principal, organizationId, requestId, module);
    }

    /** A call on behalf of an organization that no principal made, such as the handling of an event. */
    public static CallContext ofOrganization(UUID organizationId, @Nullable String requestId) {
        return new CallContext(null, organizationId, requestId, null);
    }

    public static CallContext anonymous(@Nullable String requestId) {
        return new CallContext(null, null, requestId, null);
    }

    /** Makes this the current call of the running duplicated context. */
    public void enter() {
        Context context = Vertx.currentContext();
        if (context == null) {
            throw new IllegalStateException("A call can be entered on a Vert.x context only.");
        }
        context.putLocal(KEY, this);
    }

    /**
     * Runs work as this call on a context of its own, so that the surrounding call (another organization's, or none)
     * stays as it is. The result arrives on the caller's context.
     */
    public <T> Uni<T> run(Supplier<Uni<? extends T>> work) {
        Context caller = Vertx.currentContext();
        if (caller == null) {
            throw new IllegalStateException("A call can be run from a Vert.x context only.");
        }
        Uni<T> result = Uni.createFrom().emitter(emitter -> {
            Context own = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(caller));
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(started -> {
                enter();
                Uni.createFrom().deferred(work).subscribe().with(emitter::complete, emitter::fail);
            });
        });
        return result.emitOn(step -> caller.runOnContext(resumed -> step.run()));
    }

    /**
     * Who calls.
     *
     * @throws ApiException {@code UNAUTHORIZED} when nobody has been authenticated
     */
    public Principal requirePrincipal() {
        return Optional.ofNullable(principal)
                .orElseThrow(() -> new ApiException(ErrorCode.UNAUTHORIZED, "A credential is required."));
    }

    /** The zone in which dates of this call are meant and its answers are written; UTC without a principal. */
    public ZoneId zone() {
        return principal == null ? ZoneOffset.UTC : ZoneId.of(principal.timeZone());
    }
}
