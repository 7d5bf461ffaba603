package dev.callsheet.gateway.connection;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.VertxHttpBuildTimeConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig.InsecureRequests;
import io.quarkus.vertx.http.runtime.options.HttpServerOptionsUtils;
import io.quarkus.vertx.http.runtime.options.TlsUtils;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the API port reads HTTP: the settings {@code quarkus.http.*}, as an operator of any other service knows them. It
 * takes no upgrade to HTTP/2 in the clear: nobody who calls this API needs one, and a proxy in front that passes an upgrade
 * on would be blind to all that follows on the connection. Under TLS, HTTP/2 is negotiated as usual.
 */
@Singleton
public class ServerOptions {

    private static final Duration IDLE_BY_DEFAULT = Duration.ofMinutes(30);

    private final VertxHttpConfig http;
    private final VertxHttpBuildTimeConfig built;

    @Inject
    public ServerOptions(VertxHttpConfig http, VertxHttpBuildTimeConfig built) {
        this.http = http;
        this.built = built;
    }

    /**
     * Of each port to listen on: the plain one, unless it is switched off, and one under TLS where there is a certificate.
     *
     * @throws IllegalStateException naming a setting that would have no effect here
     */
    public List<HttpServerOptions> ports() {
        refuseWhatHasNoEffect();
        InsecureRequests insecure = http.insecureRequests().orElse(InsecureRequests.ENABLED);
        KeyCertOptions certificate = certificate();
        if (insecure == InsecureRequests.REDIRECT || (insecure == InsecureRequests.DISABLED && certificate == null)) {
            throw new IllegalStateException(
                    "quarkus.http.insecure-requests must be 'enabled', or 'disabled' where there is a certificate; a"
                            + " redirect would make clients send their credentials in the clear first.");
        }
        List<HttpServerOptions> ports = new ArrayList<>();
        if (insecure == InsecureRequests.ENABLED) {
            ports.add(common().setPort(http.determinePort(LaunchMode.current())));
        }
        if (certificate != null) {
            ports.add(overTls(certificate));
        }
        return ports;
    }

    private HttpServerOptions overTls(KeyCertOptions certificate) {
        HttpServerOptions options = common().setPort(http.determineSslPort(LaunchMode.current()))
                .setSsl(true)
                .setSni(http.ssl().sni())
                .setKeyCertOptions(certificate)
                .setEnabledSecureTransportProtocols(http.ssl().protocols())
                .setUseAlpn(true)
                .setAlpnVersions(
                        http.http2()
                                ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                                : List.of(HttpVersion.HTTP_1_1));
        http.ssl().cipherSuites().ifPresent(suites -> suites.forEach(options::addEnabledCipherSuite));
        return options;
    }

    /* Better no start than an operator who believes that clients must show a certificate. */
    private void refuseWhatHasNoEffect() {
        var certificate = http.ssl().certificate();
        Map<String, Boolean> set = new LinkedHashMap<>();
        set.put("ssl.client-auth", built.tlsClientAuth() != ClientAuth.NONE);
        set.put("tls-configuration-name", http.tlsConfigurationName().isPresent());
        set.put("ssl.certificate.trust-store-file", certificate.trustStoreFile().isPresent());
        set.put(
                "ssl.certificate.trust-store-files",
                certificate.trustStoreFiles().isPresent());
        set.put(
                "ssl.certificate.credentials-provider",
                certificate.credentialsProvider().isPresent());
        set.put("ssl.certificate.reload-period", certificate.reloadPeriod().isPresent());
        set.put("idle-timeout", !http.idleTimeout().equals(IDLE_BY_DEFAULT));
        set.put("proxy.use-proxy-protocol", http.proxy().useProxyProtocol());
        set.put("proxy.proxy-address-forwarding", http.proxy().proxyAddressForwarding());
        List<String> without = set.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(setting -> "quarkus.http." + setting.getKey())
                .toList();
        if (!without.isEmpty()) {
            throw new IllegalStateException(
                    "The gateway's API port does not know %s; docs/guides/gateway.md says what it does."
                            .formatted(String.join(", ", without)));
        }
    }

    /** The limits of lines, headers and chunks, which are the same with TLS and without. */
    public HttpServerOptions common() {
        HttpServerOptions options = new HttpServerOptions();
        HttpServerOptionsUtils.applyCommonOptions(options, built, http, List.of());
        /* How long a connection may be idle is the guard's to see. */
        return options.setHttp2ClearTextEnabled(false).setIdleTimeout(0);
    }

    private @Nullable KeyCertOptions certificate() {
        var certificate = http.ssl().certificate();
        try {
            return TlsUtils.computeKeyStoreOptions(
                    certificate, certificate.keyStorePassword(), certificate.keyStoreAliasPassword());
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate of the API port cannot be read", e);
        }
    }
}
