package dev.callsheet.identity.login;

import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.SigningKeyRevoked;
import dev.callsheet.identity.login.SigningKeyStore.NextKey;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.Sessions;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Changes the key that signs access tokens, without a token that anybody holds ceasing to work: the next key is
 * published before it signs, and a retired one stays published until its last token has expired. A revoked key is the
 * exception and takes its tokens with it.
 */
@ApplicationScoped
public class SigningKeyRotation {

    private static final Logger LOG = Logger.getLogger(SigningKeyRotation.class);
    /** Keys belong to no organization, and neither does what is told of them. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final SigningKeyStore store;
    private final SigningKeys keys;
    private final SigningKeySettings settings;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Vertx vertx;

    SigningKeyRotation(
            SigningKeyStore store,
            SigningKeys keys,
            SigningKeySettings settings,
            Sessions sessions,
            Outbox outbox,
            Vertx vertx) {
        this.store = store;
        this.keys = keys;
        this.settings = settings;
        this.sessions = sessions;
        this.outbox = outbox;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        settings.requirePublishedInTime();
        vertx.setPeriodic(
                settings.checkEvery().toMillis(),
                tick -> check().subscribe()
                        .with(done -> {}, failure -> LOG.warnf("Signing keys are looked at again later: %s", failure)));
    }

    /** Does what is due by age, and tells the gateways of revoked keys where an instance died before it could. */
    Uni<Void> check() {
        return store.advance(settings.maximumAge(), settings.publishedAhead())
                .invoke(changed -> {
                    if (changed) {
                        keys.forget();
                        LOG.info("The signing keys of access tokens have moved on");
                    }
                })
                .chain(this::announceRevoked);
    }

    /** The keys, youngest first. */
    public Uni<List<KeyHistory>> list() {
        return store.list();
    }

    /** Publishes the next key now; it signs as soon as every reader of the key set has it. */
    public Uni<List<KeyHistory>> rotate() {
        return keys.active()
                .chain(() -> store.prepareNext(settings.publishedAhead()))
                .invoke((NextKey next) ->
                        LOG.infof("Signing key %s is published and signs from %s on", next.kid(), next.activatesAt()))
                .invoke(keys::forget)
                .chain(store::list);
    }

    /**
     * Takes all trust from a key. Completes when no instance and no gateway lets anybody in by it any more.
     *
     * <p>Fails with {@code NOT_FOUND} for a key that is not there.
     */
    public Uni<List<KeyHistory>> revoke(String id) {
        return store.revoke(id)
                .invoke(keys::forget)
                .call(revoked -> revoked ? afterAllHaveForgotten() : requireKnown(id))
                .invoke(revoked -> LOG.warnf("Signing key %s is revoked; tokens that it signed are refused", id))
                .chain(store::list);
    }

    private Uni<Void> afterAllHaveForgotten() {
        return Uni.createFrom()
                .<Long>emitter(due -> vertx.setTimer(
                        SigningKeys.FORGOTTEN_AFTER.plusMillis(500).toMillis(), due::complete))
                .chain(this::announceRevoked);
    }

    private Uni<Void> requireKnown(String id) {
        return store.list()
                .invoke(known -> {
                    if (known.stream().noneMatch(key -> key.kid().equals(id))) {
                        throw new ApiException(ErrorCode.NOT_FOUND, "There is no signing key '" + id + "'.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> announceRevoked() {
        return store.listUnannounced(SigningKeys.FORGOTTEN_AFTER)
                .chain(revoked -> Multi.createFrom()
                        .iterable(revoked)
                        .onItem()
                        .transformToUniAndConcatenate(this::announce)
                        .collect()
                        .asList())
                .replaceWithVoid();
    }

    /* Told before it is noted as told: gateways that hear of it twice only ask twice. */
    private Uni<Void> announce(String id) {
        return CallContext.ofOrganization(NOBODY, null)
                .<Void>run(() -> sessions.write(() -> outbox.append(
                        IdentityEvents.SIGNING_KEY_REVOKED, UUID.fromString(id), new SigningKeyRevoked(id))))
                .chain(() -> store.markAnnounced(id));
    }
}
