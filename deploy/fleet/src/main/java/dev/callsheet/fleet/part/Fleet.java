package dev.callsheet.fleet.part;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.build.ServiceBuild;
import dev.callsheet.fleet.layout.FleetHome;
import dev.callsheet.fleet.layout.ServiceCatalog;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.secrets.DevelopmentCertificate;
import dev.callsheet.fleet.secrets.InternalKeys;
import dev.callsheet.fleet.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;

/** Everything that one fleet on this machine consists of. */
public final class Fleet {

    private final FleetHome home;
    private final ServiceCatalog catalog;
    private final ExternalParts external;
    private final Secrets secrets;
    private final InternalKeys keys;
    private final DevelopmentCertificate certificate;
    private final ServiceEnvironment environment;
    private final ServiceBuild build;
    private final boolean training;

    private Fleet(FleetHome home, boolean allLimits, boolean training) {
        home.prepare();
        this.home = home;
        this.training = training;
        this.catalog = ServiceCatalog.load(home.portOffset());
        this.external = new ExternalParts(System.getenv());
        this.secrets = new Secrets(home.keys());
        this.keys = new InternalKeys(home.keys().resolve("internal"));
        this.certificate = new DevelopmentCertificate(home.keys().resolve("tls"));
        this.environment = new ServiceEnvironment(home, catalog, external, secrets, keys, certificate, allLimits);
        this.build = new ServiceBuild(home.root());
    }

    /** The fleet of this checkout and environment. */
    public static Fleet open(boolean allLimits) {
        return new Fleet(FleetHome.fromEnvironment(), allLimits, false);
    }

    public static Fleet open() {
        return open(false);
    }

    /** A fleet in another directory whose JVMs write their AOT caches when they end. */
    public static Fleet forTraining(FleetHome home) {
        return new Fleet(home, false, true);
    }

    public FleetHome home() {
        return home;
    }

    public boolean isTraining() {
        return training;
    }

    public ServiceCatalog catalog() {
        return catalog;
    }

    public ExternalParts external() {
        return external;
    }

    public Secrets secrets() {
        return secrets;
    }

    public InternalKeys keys() {
        return keys;
    }

    public DevelopmentCertificate certificate() {
        return certificate;
    }

    public ServiceEnvironment environment() {
        return environment;
    }

    public ServiceBuild build() {
        return build;
    }

    /** Builds the services anew, if any. They are stopped for it: the jars of a running JVM must not change under it. */
    public void rebuild(List<ServiceDescription> stale) {
        stale.forEach(service -> service(service).stop());
        build.build(stale);
    }

    public PostgresPart postgres() {
        return new PostgresPart(home, secrets);
    }

    public KafkaPart kafka() {
        return new KafkaPart(home, training);
    }

    public ServicePart service(ServiceDescription service) {
        return new ServicePart(home, service, environment.of(service), build.builtFrom(service), training);
    }

    /** The services that this machine runs, in the order of the catalogue. */
    public List<ServiceDescription> ownServices() {
        return catalog.services().stream()
                .filter(service -> external.url(service.urlVariable()).isEmpty())
                .toList();
    }

    /** All parts that this machine runs, in the order in which they start. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (!external.hasDatabase()) {
            parts.add(postgres());
        }
        if (!external.hasKafka()) {
            parts.add(kafka());
        }
        ownServices().forEach(service -> parts.add(service(service)));
        return parts;
    }

    public Part part(String name) {
        List<Part> parts = parts();
        return parts.stream()
                .filter(part -> part.name().equals(name) || (part.name() + "-service").equals(name))
                .findFirst()
                .orElseThrow(() -> new FleetException("There is no part \"" + name + "\" here. There are: "
                        + String.join(", ", parts.stream().map(Part::name).toList()) + "."));
    }
}
