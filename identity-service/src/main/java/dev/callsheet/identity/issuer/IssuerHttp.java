package dev.callsheet.identity.issuer;

import dev.callsheet.platform.web.egress.AddressRules;
import dev.callsheet.platform.web.egress.EndpointClient;
import dev.callsheet.platform.web.egress.EndpointRefusedException;
import dev.callsheet.platform.web.egress.EndpointUrl;
import dev.callsheet.platform.web.egress.EndpointVetting;
import dev.callsheet.platform.web.egress.HostResolver;
import dev.callsheet.platform.web.egress.ResolverUnavailableException;
import dev.callsheet.platform.web.egress.VettedEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a small document of an issuer: from a vetted address only, without following redirects, within a bound of time
 * and size. Blocks, so it belongs on a virtual thread.
 */
@ApplicationScoped
class IssuerHttp {

    private static final int LARGEST = 256 * 1024;
    private static final int IDLE_SECONDS = 10;

    private final EndpointClient client;
    private final EndpointVetting vetting;

    IssuerHttp(Vertx vertx, IssuerSettings settings) {
        this.vetting = new EndpointVetting(
                AddressRules.allowing(settings.allowedNetworks().orElse(List.of())), HostResolver.ofSystem());
        this.client = new EndpointClient(
                vertx,
                new HttpClientOptions()
                        .setName("issuers")
                        .setConnectTimeout((int) settings.timeout().toMillis())
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setVerifyHost(true),
                settings.timeout());
    }

    /**
     * The text that the URL answers with.
     *
     * @throws IssuerUnreadableException when it may not be asked, does not answer, or answers with something else; the
     *     message continues a sentence that begins with the URL
     */
    String get(String url) {
        try {
            return exchange(vetting.vet(EndpointUrl.parse(url)));
        } catch (EndpointRefusedException | ResolverUnavailableException e) {
            throw new IssuerUnreadableException(String.valueOf(e.getMessage()));
        }
    }

    private String exchange(VettedEndpoint endpoint) {
        RequestOptions request = EndpointClient.request(HttpMethod.GET, endpoint)
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "Callsheet/1.0");
        try {
            return client.exchange(request, null, IssuerHttp::read).toString(StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new IssuerUnreadableException(
                    "gave no complete answer within " + client.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IssuerUnreadableException known
                    ? known
                    : new IssuerUnreadableException("cannot be reached: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IssuerUnreadableException("was not asked because the service stops");
        }
    }

    private static Future<Buffer> read(HttpClientRequest request, HttpClientResponse response) {
        if (response.statusCode() != 200) {
            request.reset();
            return Future.failedFuture(new IssuerUnreadableException("answered " + response.statusCode()
                    + (response.statusCode() / 100 == 3 ? "; redirects are not followed" : "")));
        }
        Promise<Buffer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() <= LARGEST) {
                body.appendBuffer(chunk);
            } else if (promise.tryFail(
                    new IssuerUnreadableException("answered with more than " + LARGEST / 1024 + " KB"))) {
                request.reset();
            }
        });
        response.exceptionHandler(promise::tryFail);
        response.endHandler(ended -> promise.tryComplete(body));
        return promise.future();
    }
}
