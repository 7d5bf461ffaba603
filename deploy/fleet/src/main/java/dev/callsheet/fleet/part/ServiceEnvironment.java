package dev.callsheet.fleet.part;

import dev.callsheet.fleet.layout.FleetHome;
import dev.callsheet.fleet.layout.ServiceCatalog;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.secrets.DevelopmentCertificate;
import dev.callsheet.fleet.secrets.InternalKeys;
import dev.callsheet.fleet.secrets.Secrets;
import dev.callsheet.platform.infrastructure.database.DatabaseAddress;
import dev.callsheet.platform.infrastructure.database.DatabaseRoles;
import java.util.Map;
import java.util.TreeMap;

/** The variables of a service. They are those of a Kubernetes deployment, with this machine's values. */
public final class ServiceEnvironment {

    private final FleetHome home;
    private final ServiceCatalog catalog;
    private final ExternalParts external;
    private final Secrets secrets;
    private final InternalKeys keys;
    private final DevelopmentCertificate certificate;
    private final boolean allLimits;

    /**
     * Gives every service of the catalogue its variables.
     *
     * @param allLimits whether users, addresses and endpoint classes are limited too, not only keys that name a tier
     */
    public ServiceEnvironment(
            FleetHome home,
            ServiceCatalog catalog,
            ExternalParts external,
            Secrets secrets,
            InternalKeys keys,
            DevelopmentCertificate certificate,
            boolean allLimits) {
        this.home = home;
        this.catalog = catalog;
        this.external = external;
        this.secrets = secrets;
        this.keys = keys;
        this.certificate = certificate;
        this.allLimits = allLimits;
    }

    public DatabaseAddress database() {
        String name = external.get("CALLSHEET_DB_NAME", "callsheet");
        return external.hasDatabase()
                ? new DatabaseAddress(
                        external.get("CALLSHEET_DB_HOST", "localhost"),
                        Integer.parseInt(external.get("CALLSHEET_DB_PORT", "5432")),
                        name)
                : new DatabaseAddress("localhost", home.postgresPort(), name);
    }

    public String bootstrapServers() {
        return external.get("CALLSHEET_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + home.kafkaPort());
    }

    public String url(ServiceDescription service) {
        return external.url(service.urlVariable()).orElseGet(service::url);
    }

    /** Where clients reach the API: the gateway, unless something stands before it. */
    public String publicUrl() {
        return external.url("CALLSHEET_PUBLIC_URL").orElseGet(() -> url(catalog.get(ServiceDescription.GATEWAY)));
    }

    public Map<String, String> of(ServiceDescription service) {
        Map<String, String> variables = new TreeMap<>();
        DatabaseAddress database = database();
        variables.put("CALLSHEET_DB_HOST", database.host());
        variables.put("CALLSHEET_DB_PORT", Integer.toString(database.port()));
        variables.put("CALLSHEET_DB_NAME", database.name());
        variables.put("CALLSHEET_DB_PASSWORD", secrets.databasePassword(DatabaseRoles.request(service.schema())));
        variables.put("CALLSHEET_DB_WORKER_PASSWORD", secrets.databasePassword(DatabaseRoles.worker(service.schema())));
        variables.put("CALLSHEET_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        variables.put(
                "CALLSHEET_INTERNAL_KEY_FILE", keys.keyFile(service.module()).toString());
        variables.put("CALLSHEET_INTERNAL_JWKS_FILE", keys.keySetFile().toString());
        variables.put("CALLSHEET_ENCRYPTION_KEYS", secrets.encryptionKeys());
        variables.put("CALLSHEET_PUBLIC_URL", publicUrl());
        variables.put(
                "CALLSHEET_WEBHOOKS_ALLOWED_NETWORKS",
                external.get("CALLSHEET_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128"));
        variables.put("CALLSHEET_MAIL_DIRECTORY", home.mail().toString());
        variables.putAll(external.mail());
        variables.put(
                "CALLSHEET_ISSUERS_ALLOWED_NETWORKS",
                external.get("CALLSHEET_ISSUERS_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128"));
        variables.put("CALLSHEET_LIMITS", allLimits ? "all" : "keys");
        catalog.services().forEach(each -> variables.put(each.urlVariable(), url(each)));
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(service.port()));
        variables.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        variables.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(service.managementPort()));
        // Each thread would otherwise get an arena of its own, which costs more than it gives on a few cores.
        variables.put("MALLOC_ARENA_MAX", "2");
        if (service.isGateway()) {
            variables.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(service.tlsPort()));
            variables.put(
                    "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
                    certificate.certificate().toString());
            variables.put(
                    "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
                    certificate.privateKey().toString());
        }
        return variables;
    }
}
