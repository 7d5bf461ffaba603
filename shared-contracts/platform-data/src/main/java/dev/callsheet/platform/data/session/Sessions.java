package dev.callsheet.platform.data.session;

import dev.callsheet.platform.web.request.CallContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions and transactions for the organization of the current call. Nested ones join; one for another
 * organization fails, because a session never changes hands.
 */
@ApplicationScoped
public class Sessions {

    private static final String OWNER = "callsheet.session.organization";
    private static final String COMMIT_NOTICES = "callsheet.session.notices";
    private static final String FOLLOW_UPS = "callsheet.session.follow-ups";

    private final Event<Committed> committed;

    @Inject
    public Sessions(Event<Committed> committed) {
        this.committed = committed;
    }

    /** Runs the work in a session without a transaction. */
    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return owned(() -> Panache.withSession(work));
    }

    /** Runs the work in a transaction. */
    public <T> Uni<T> write(Supplier<Uni<T>> work) {
        return owned(() -> Panache.withTransaction(work));
    }

    /** Asks for a {@link Committed} event after the running transaction has committed. */
    public static void noticeAfterCommit() {
        context().putLocal(COMMIT_NOTICES, true);
    }

    /**
     * Does work once the running transaction has committed and before its call is answered: what must not happen inside
     * of a transaction and not without it, such as a mail. Where the work fails the call fails, and what was committed
     * stays.
     */
    public static void afterCommit(Supplier<Uni<Void>> work) {
        Context context = context();
        List<Supplier<Uni<Void>>> before = context.getLocal(FOLLOW_UPS);
        List<Supplier<Uni<Void>>> all = new ArrayList<>(before == null ? List.of() : before);
        all.add(work);
        context.putLocal(FOLLOW_UPS, all);
    }

    private <T> Uni<T> owned(Supplier<Uni<T>> open) {
        UUID organization = CallContext.current().organizationId();
        if (organization == null) {
            return Uni.createFrom()
                    .failure(new IllegalStateException("A session needs a call that belongs to an organization."));
        }
        Context context = context();
        UUID owner = context.getLocal(OWNER);
        if (owner != null) {
            return owner.equals(organization)
                    ? open.get()
                    : Uni.createFrom()
                            .failure(new IllegalStateException("A session of organization " + owner
                                    + " cannot serve organization " + organization + "."));
        }
        context.putLocal(OWNER, organization);
        return open.get()
                .onTermination()
                .invoke(() -> context.removeLocal(OWNER))
                .invoke(() -> announceCommit(context))
                .onFailure()
                .invoke(() -> context.removeLocal(FOLLOW_UPS))
                .call(() -> followUp(context));
    }

    private static Uni<Void> followUp(Context context) {
        List<Supplier<Uni<Void>>> work = context.getLocal(FOLLOW_UPS);
        context.removeLocal(FOLLOW_UPS);
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Supplier<Uni<Void>> step : work == null ? List.<Supplier<Uni<Void>>>of() : work) {
            done = done.chain(step::get);
        }
        return done;
    }

    private void announceCommit(Context context) {
        if (context.removeLocal(COMMIT_NOTICES)) {
            committed.fire(new Committed());
        }
    }

    private static Context context() {
        @Nullable Context context = Vertx.currentContext();
        return Objects.requireNonNull(context, "A session can be opened on a Vert.x context only.");
    }

    /** A transaction with events in it has committed in this process. */
    public record Committed() {}
}
