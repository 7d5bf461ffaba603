package dev.callsheet.webhook.subscription;

import dev.callsheet.contracts.webhook.WebhookCreated;
import dev.callsheet.contracts.webhook.WebhookDeleted;
import dev.callsheet.contracts.webhook.WebhookDisabled;
import dev.callsheet.contracts.webhook.WebhookEvents;
import dev.callsheet.contracts.webhook.WebhookUpdated;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.secret.SecretBox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.Violations;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.Page;
import dev.callsheet.webhook.WebhookSettings;
import dev.callsheet.webhook.catalogue.EventCatalogue;
import dev.callsheet.webhook.signature.SigningSecret;
import dev.callsheet.webhook.signature.StoredSecret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes subscriptions; each change tells of itself on {@code webhook.events}. */
@ApplicationScoped
public class WebhookService {

    private final WebhookRepository webhooks;
    private final EventCatalogue catalogue;
    private final Outbox outbox;
    private final SecretBox secrets;
    private final WebhookSettings settings;

    @Inject
    WebhookService(
            WebhookRepository webhooks,
            EventCatalogue catalogue,
            Outbox outbox,
            SecretBox secrets,
            WebhookSettings settings) {
        this.webhooks = webhooks;
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.secrets = secrets;
        this.settings = settings;
    }

    @OrganizationTransaction
    Uni<Resource<WebhookResponse>> create(WebhookRequest request) {
        Webhook webhook = Webhook.of(request, settings.retries());
        SigningSecret secret = secretOf(request.secret());
        webhook.seal(seal(webhook, secret.value()));
        webhook.authorizeWith(sealOrNull(webhook, request.authHeader()));
        return webhooks.persist(webhook)
                .call(this::flush)
                .call(() -> outbox.append(
                        WebhookEvents.WEBHOOK_CREATED, webhook.id(), new WebhookCreated(webhook.snapshot())))
                .map(stored -> WebhookResponse.from(stored, settings.retries(), secret.value()));
    }

    @OrganizationSession
    Uni<Resource<WebhookResponse>> get(UUID id) {
        return webhooks.get(id).map(this::response);
    }

    @OrganizationSession
    Uni<Page<Resource<WebhookResponse>>> list(ListQuery query) {
        return webhooks.list(query)
                .map(page -> new Page<>(
                        page.items().stream().map(this::response).toList(),
                        page.hasMore(),
                        page.total(),
                        page.nextCursor()));
    }

    /** What a subscription would be after the change, for checks that need the network. */
    @OrganizationSession
    Uni<WebhookRequest> preview(UUID id, MergePatch<WebhookRequest> patch) {
        return webhooks.get(id).map(webhook -> patch.applyTo(asRequest(webhook)));
    }

    @OrganizationTransaction
    Uni<Resource<WebhookResponse>> update(UUID id, MergePatch<WebhookRequest> patch) {
        return webhooks.getForUpdate(id)
                .invoke(webhook -> patch.requireVersion(webhook.version()))
                .call(webhook -> applyAndTell(webhook, patch))
                .map(this::response);
    }

    private Uni<Void> applyAndTell(Webhook webhook, MergePatch<WebhookRequest> patch) {
        WebhookRequest request = patch.applyTo(asRequest(webhook));
        refuseUnlessSound(request);
        List<String> changed = new ArrayList<>(webhook.apply(request, settings.retries()));
        if (request.secret() != null && !request.secret().equals(open(webhook, webhook.secret()))) {
            webhook.seal(seal(webhook, request.secret()));
            changed.add("secret");
        }
        if (!Objects.equals(request.authHeader(), openOrNull(webhook, webhook.authHeader()))) {
            webhook.authorizeWith(sealOrNull(webhook, request.authHeader()));
            changed.add("auth_header");
        }
        return changed.isEmpty() ? Uni.createFrom().voidItem() : tellOfChange(webhook, changed);
    }

    @OrganizationTransaction
    Uni<Resource<WebhookResponse>> rotateSecret(UUID id, RotateSecretRequest request) {
        SigningSecret secret = secretOf(request.secret());
        return webhooks.getForUpdate(id)
                .invoke(webhook -> webhook.rotate(seal(webhook, secret.value()), request.grace()))
                .call(webhook -> tellOfChange(webhook, List.of("secret")))
                .map(webhook -> WebhookResponse.from(webhook, settings.retries(), secret.value()));
    }

    @OrganizationTransaction
    Uni<Void> delete(UUID id) {
        return webhooks.getForUpdate(id)
                .invoke(Webhook::delete)
                .call(this::flush)
                .call(webhook -> outbox.append(
                        WebhookEvents.WEBHOOK_DELETED, webhook.id(), new WebhookDeleted(webhook.snapshot())))
                .replaceWithVoid();
    }

    /**
     * Switches a subscription off because of its receiver. Runs as its organization, without a principal; does nothing
     * when it is off already or gone.
     */
    @OrganizationTransaction
    public Uni<Void> disable(UUID id, String reason) {
        return webhooks.find(id)
                .chain(found -> found == null || !found.isActive()
                        ? Uni.createFrom().voidItem()
                        : disableAndTell(found, reason));
    }

    private Uni<Void> disableAndTell(Webhook webhook, String reason) {
        webhook.disable(reason);
        return flush(webhook)
                .chain(() -> outbox.append(
                        WebhookEvents.WEBHOOK_DISABLED,
                        webhook.id(),
                        new WebhookDisabled(webhook.snapshot(), reason, webhook.failureCount())));
    }

    /** What it takes to send to a subscription, opened. */
    @OrganizationSession
    Uni<Receiver> receiver(UUID id) {
        return webhooks.get(id)
                .map(webhook -> new Receiver(
                        webhook.organizationId(),
                        webhook.id(),
                        webhook.url(),
                        Stream.of(webhook.previousSecret(), webhook.secret())
                                .filter(Objects::nonNull)
                                .map(ciphertext -> SigningSecret.of(open(webhook, ciphertext)))
                                .toList(),
                        openOrNull(webhook, webhook.authHeader())));
    }

    /**
     * Checks what only the catalogue knows.
     *
     * @throws dev.callsheet.platform.web.error.ApiException {@code VALIDATION_ERROR} naming everything that is wrong
     */
    void refuseUnlessSound(WebhookRequest request) {
        Violations violations = new Violations();
        List<String> events = request.events();
        for (int i = 0; i < events.size(); i++) {
            String place = "events[" + i + "]";
            catalogue.objectionTo(events.get(i)).ifPresent(objection -> violations.add(place, objection));
        }
        if (request.filterExpression() != null) {
            violations.add(
                    "filter_expression", "cannot be used yet: leave it out or null, and filter by event type instead");
        }
        violations.throwIfAny();
    }

    private Uni<Void> tellOfChange(Webhook webhook, List<String> changed) {
        return flush(webhook)
                .chain(() -> outbox.append(
                        WebhookEvents.WEBHOOK_UPDATED, webhook.id(), new WebhookUpdated(webhook.snapshot(), changed)));
    }

    /** The new version shows in the snapshot only after the flush. */
    private Uni<Void> flush(Webhook webhook) {
        return webhooks.getSession().chain(Mutiny.Session::flush);
    }

    private WebhookRequest asRequest(Webhook webhook) {
        return new WebhookRequest(
                webhook.url(),
                webhook.description(),
                webhook.events(),
                null,
                null,
                openOrNull(webhook, webhook.authHeader()),
                null,
                webhook.isActive(),
                webhook.retryPolicy(),
                webhook.maxRetries(),
                webhook.ordering());
    }

    private Resource<WebhookResponse> response(Webhook webhook) {
        return WebhookResponse.from(webhook, settings.retries(), null);
    }

    private static SigningSecret secretOf(@Nullable String brought) {
        return brought == null ? SigningSecret.generate() : SigningSecret.of(brought);
    }

    private String seal(Webhook webhook, String text) {
        return secrets.seal(text, StoredSecret.contextOf(webhook.id()));
    }

    private @Nullable String sealOrNull(Webhook webhook, @Nullable String text) {
        return text == null ? null : seal(webhook, text);
    }

    private String open(Webhook webhook, String ciphertext) {
        return secrets.open(ciphertext, StoredSecret.contextOf(webhook.id()));
    }

    private @Nullable String openOrNull(Webhook webhook, @Nullable String ciphertext) {
        return ciphertext == null ? null : open(webhook, ciphertext);
    }
}
