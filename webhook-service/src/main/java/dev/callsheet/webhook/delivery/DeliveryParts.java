package dev.callsheet.webhook.delivery;

import dev.callsheet.platform.data.worker.WorkerDatabase;
import dev.callsheet.platform.web.egress.AddressRules;
import dev.callsheet.platform.web.egress.EndpointClient;
import dev.callsheet.platform.web.egress.EndpointVetting;
import dev.callsheet.platform.web.egress.HostResolver;
import dev.callsheet.webhook.WebhookSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Makes the parts that need settings and know nothing of the container. */
final class DeliveryParts {

    private static final int IDLE_SECONDS = 30;

    private DeliveryParts() {}

    @Produces
    @Singleton
    static EndpointVetting vetting(WebhookSettings settings) {
        return new EndpointVetting(
                AddressRules.allowing(settings.allowedNetworks().orElse(List.of())), HostResolver.ofSystem());
    }

    @Produces
    @Singleton
    static DeliveryQueue queue(WorkerDatabase database, WebhookSettings settings) {
        return new DeliveryQueue(database.pool(), settings);
    }

    @Produces
    @Singleton
    static WebhookSender sender(Vertx vertx, EndpointVetting vetting, WebhookSettings settings) {
        HttpClientOptions options = new HttpClientOptions()
                .setName("webhooks")
                // The lanes bound what is under way; a smaller pool would let a slow endpoint hold up its neighbour on
                // the same host.
                .setMaxPoolSize(settings.concurrency())
                .setConnectTimeout((int) settings.timeout().toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setIdleTimeout(IDLE_SECONDS)
                .setVerifyHost(true);
        return new WebhookSender(new EndpointClient(vertx, options, settings.timeout()), vetting, Clock.systemUTC());
    }
}
