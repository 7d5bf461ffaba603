package dev.callsheet.system.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Contracts;
import dev.callsheet.fleet.layout.FleetHome;
import dev.callsheet.fleet.layout.ServiceCatalog;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.ExternalParts;
import dev.callsheet.fleet.part.ServiceEnvironment;
import dev.callsheet.fleet.secrets.DevelopmentCertificate;
import dev.callsheet.fleet.secrets.InternalKeys;
import dev.callsheet.fleet.secrets.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    private static final Manifests BASE = Manifests.read("base");
    private static final Pattern SERVICE_MODULE = Pattern.compile("<module>([a-z]+-service)</module>");
    /** Who reads what is encrypted in the database. */
    private static final Set<String> DECRYPTING = Set.of("identity", "webhook");

    @TempDir
    private Path keys;

    static Stream<ServiceDescription> services() {
        return ServiceCatalog.load(0).services().stream();
    }

    static Stream<JsonNode> workloads() {
        return Stream.of(BASE, Manifests.read("bootstrap"), Manifests.read("rotation"))
                .flatMap(manifests ->
                        Stream.concat(manifests.ofKind("Deployment").stream(), manifests.ofKind("Job").stream()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "bootstrap", "rotation", "overlays/operators", "overlays/local"})
    void listsEveryFileAndNoOther(String folder) throws IOException {
        // Given
        Manifests manifests = Manifests.read(folder);

        // When
        List<String> listed =
                Manifests.texts(manifests.kustomization().path("resources")).toList();

        // Then
        assertThat(listed)
                .doesNotHaveDuplicates()
                .allSatisfy(resource ->
                        assertThat(manifests.folder().resolve(resource)).exists());
        try (Stream<Path> files = Files.list(manifests.folder())) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml")))
                    .allSatisfy(name -> assertThat(listed).contains(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "bootstrap", "rotation", "overlays/operators", "overlays/local"})
    void everyDocumentSaysWhatItIs(String folder) {
        // When
        List<JsonNode> documents = Manifests.read(folder).documents();

        // Then
        assertThat(documents).isNotEmpty().allSatisfy(document -> {
            assertThat(document.path("apiVersion").asText()).isNotEmpty();
            assertThat(document.path("kind").asText()).isNotEmpty();
            assertThat(Manifests.nameOf(document)).matches("[a-z0-9.-]+");
        });
        assertThat(documents)
                .extracting(document -> document.path("kind").asText() + " " + Manifests.nameOf(document))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "bootstrap", "rotation", "overlays/operators", "overlays/local"})
    void kubectlRendersIt(String folder) throws IOException, InterruptedException {
        // When
        var rendered = Manifests.rendered(folder);

        // Then
        assumeTrue(rendered.isPresent(), "there is no kubectl on the PATH");
        assertThat(rendered.get())
                .hasSizeGreaterThanOrEqualTo(Manifests.read(folder).documents().size());
        Set<String> configMaps = Manifests.ofKind(rendered.get(), "ConfigMap").stream()
                .map(Manifests::nameOf)
                .collect(Collectors.toSet());
        assertThat(Manifests.ofKind(rendered.get(), "Deployment"))
                .flatExtracting(deployment -> deployment.findValues("configMapRef"))
                .extracting(reference -> reference.path("name").asText())
                .allMatch(configMaps::contains);
    }

    @Test
    void deploysEveryServiceThatIsBuilt() throws IOException {
        // Given
        String parent = Files.readString(Manifests.root().resolve("pom.xml"));

        // When
        Set<String> deployed =
                BASE.ofKind("Deployment").stream().map(Manifests::nameOf).collect(Collectors.toSet());

        // Then
        assertThat(deployed)
                .isEqualTo(SERVICE_MODULE
                        .matcher(parent)
                        .results()
                        .map(module -> module.group(1))
                        .collect(Collectors.toSet()));
        assertThat(deployed)
                .containsAll(services().map(ServiceDescription::module).toList());
    }

    @ParameterizedTest
    @MethodSource("services")
    void servesTheLaunchersPorts(ServiceDescription service) {
        // Given
        JsonNode container = Manifests.containerOf(BASE.get("Deployment", service.module()));

        // When
        Map<String, String> variables = BASE.variablesOf(container);

        // Then
        assertThat(Manifests.portOf(container, "http")).isEqualTo(service.port());
        assertThat(Manifests.portOf(container, "management")).isEqualTo(service.managementPort());
        assertThat(variables)
                .containsEntry("QUARKUS_HTTP_PORT", Integer.toString(service.port()))
                .containsEntry("QUARKUS_MANAGEMENT_PORT", Integer.toString(service.managementPort()))
                .containsEntry("QUARKUS_HTTP_HOST", "0.0.0.0")
                .containsEntry("QUARKUS_MANAGEMENT_HOST", "0.0.0.0")
                .containsEntry(service.urlVariable(), "http://" + service.module() + ":" + service.port());
        JsonNode ports = BASE.get("Service", service.module()).at("/spec/ports");
        assertThat(StreamSupport.stream(ports.spliterator(), false)).anySatisfy(port -> {
            assertThat(port.path("targetPort").asText()).isEqualTo("http");
            assertThat(port.path("port").asInt()).isEqualTo(service.port());
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void setsEveryVariableThatTheLauncherSets(ServiceDescription service) {
        // Given
        ServiceEnvironment launcher = new ServiceEnvironment(
                new FleetHome(Manifests.root(), keys, 0),
                ServiceCatalog.load(0),
                new ExternalParts(Map.of("CALLSHEET_PUBLIC_URL", "https://api.example.com")),
                new Secrets(keys),
                new InternalKeys(keys),
                new DevelopmentCertificate(keys),
                false);
        Set<String> expected = new TreeSet<>(launcher.of(service).keySet());
        // A cluster sends mail by SMTP; the directory is for a machine of one's own.
        expected.remove("CALLSHEET_MAIL_DIRECTORY");
        if (!DECRYPTING.contains(service.name())) {
            expected.remove("CALLSHEET_ENCRYPTION_KEYS");
        }

        // When
        Set<String> set = BASE.variablesOf(Manifests.containerOf(BASE.get("Deployment", service.module())))
                .keySet();

        // Then
        assertThat(set).containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("services")
    void probesTheManagementPort(ServiceDescription service) {
        // When
        JsonNode container = Manifests.containerOf(BASE.get("Deployment", service.module()));

        // Then
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void givesNoPodMoreThanItNeeds(JsonNode workload) {
        // When
        JsonNode pod = Manifests.podOf(workload);
        JsonNode container = Manifests.containerOf(workload);

        // Then
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(Manifests.texts(container.at("/securityContext/capabilities/drop")))
                .containsExactly("ALL");
        assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        assertThat(pod.path("containers")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void mountsOnlyVolumesThatItHas(JsonNode workload) {
        // When
        Set<String> volumes = StreamSupport.stream(
                        Manifests.podOf(workload).path("volumes").spliterator(), false)
                .map(volume -> volume.path("name").asText())
                .collect(Collectors.toSet());

        // Then
        assertThat(Manifests.containerOf(workload).path("volumeMounts"))
                .extracting(mount -> mount.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(volumes);
    }

    @Test
    void selectsPodsByLabelsThatTheyHave() {
        // When
        List<JsonNode> deployments = BASE.ofKind("Deployment");

        // Then
        assertThat(deployments).allSatisfy(deployment -> {
            String name = Manifests.nameOf(deployment);
            Map<String, String> pod = Manifests.labels(deployment.at("/spec/template/metadata/labels"));
            assertThat(pod).containsAllEntriesOf(Manifests.labels(deployment.at("/spec/selector/matchLabels")));
            assertThat(pod)
                    .containsAllEntriesOf(
                            Manifests.labels(BASE.get("Service", name).at("/spec/selector")));
            assertThat(pod)
                    .containsAllEntriesOf(Manifests.labels(
                            BASE.get("PodDisruptionBudget", name).at("/spec/selector/matchLabels")));
            assertThat(Manifests.podOf(deployment).path("topologySpreadConstraints"))
                    .isNotEmpty()
                    .allSatisfy(constraint -> assertThat(pod)
                            .containsAllEntriesOf(Manifests.labels(constraint.at("/labelSelector/matchLabels"))));
            assertThat(pod).containsEntry("app.kubernetes.io/name", name);
        });
    }

    @Test
    void opensOnlyTheGatewayToEverybody() {
        // When
        List<JsonNode> open = BASE.ofKind("NetworkPolicy").stream()
                .filter(policy -> StreamSupport.stream(
                                policy.at("/spec/ingress").spliterator(), false)
                        .anyMatch(rule -> rule.path("from").isMissingNode()))
                .toList();

        // Then
        assertThat(open)
                .singleElement()
                .satisfies(policy -> assertThat(Manifests.labels(policy.at("/spec/podSelector/matchLabels")))
                        .containsEntry("app.kubernetes.io/component", "gateway"));
        assertThat(BASE.get("Deployment", "gateway-service")
                        .at("/spec/template/metadata/labels/app.kubernetes.io~1component")
                        .asText())
                .isEqualTo("gateway");
    }

    @Test
    void holdsNoSecretAndDocumentsTheOnesThatItExpects() throws IOException {
        // Given
        String guide = Files.readString(Manifests.root().resolve("docs/guides/kubernetes.md"));

        // When
        Set<String> expected = workloads()
                .flatMap(workload -> Stream.concat(
                        workload.findValues("secretKeyRef").stream().map(reference -> reference.path("name")),
                        workload.findValues("secretName").stream()))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());

        // Then
        assertThat(BASE.ofKind("Secret")).isEmpty();
        assertThat(expected)
                .map(secret -> secret.replaceFirst("callsheet-db-(?!admin|roles).*", "callsheet-db-<schema>")
                        .replaceFirst("callsheet-internal-.*-service", "callsheet-internal-<module>"))
                .allSatisfy(secret -> assertThat(guide).contains("`" + secret + "`"));
    }

    @Test
    void givesNoServiceTheCredentialsOfTheOwner() {
        // When
        List<JsonNode> privileged = workloads()
                .filter(workload -> workload.toString().contains("callsheet-db-roles")
                        || workload.toString().contains("callsheet-db-admin"))
                .toList();

        // Then
        assertThat(privileged).extracting(Manifests::nameOf).containsExactly("migrate");
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesAServiceItsOwnSecretsOnly(ServiceDescription service) {
        // When
        JsonNode deployment = BASE.get("Deployment", service.module());

        // Then
        assertThat(deployment.findValuesAsText("secretName"))
                .contains("callsheet-internal-" + service.module())
                .filteredOn(secret -> secret.startsWith("callsheet-internal-"))
                .hasSize(1);
        assertThat(deployment.findValues("secretKeyRef"))
                .extracting(reference -> reference.path("name").asText())
                .filteredOn(secret -> secret.startsWith("callsheet-db-"))
                .allMatch(("callsheet-db-" + service.schema())::equals);
    }

    @Test
    void makesATopicForEveryDomain() {
        // When
        Set<String> topics = Manifests.read("overlays/operators").ofKind("KafkaTopic").stream()
                .map(Manifests::nameOf)
                .collect(Collectors.toSet());

        // Then
        assertThat(topics).containsAll(Contracts.topics());
    }

    @Test
    void makesATopicForEveryEventThatCannotBeHandled() throws IOException {
        // Given
        Set<String> topics = Manifests.read("overlays/operators").ofKind("KafkaTopic").stream()
                .map(Manifests::nameOf)
                .collect(Collectors.toSet());
        Set<String> wanted = new HashSet<>();
        for (ServiceDescription service : ServiceCatalog.load(0).services()) {
            Properties settings = new Properties();
            try (Reader file = Files.newBufferedReader(
                    Manifests.root().resolve(service.module()).resolve("src/main/resources/application.properties"))) {
                settings.load(file);
            }
            settings.stringPropertyNames().stream()
                    .filter(name -> name.endsWith("dead-letter-queue.topic"))
                    .forEach(name -> wanted.add(settings.getProperty(name)));
        }

        // Then
        assertThat(wanted).isNotEmpty();
        assertThat(topics)
                .as("without its topic one such event blocks the channel")
                .containsAll(wanted);
    }

    @Test
    void namesImagesAlikeEverywhere() {
        // Given
        Set<String> tagged =
                Manifests.read("overlays/operators").kustomization().path("images").findValuesAsText("name").stream()
                        .collect(Collectors.toSet());

        // When
        Set<String> used = workloads()
                .map(workload -> Manifests.containerOf(workload).path("image").asText())
                .collect(Collectors.toSet());

        // Then
        assertThat(used).isEqualTo(tagged);
        assertThat(BASE.ofKind("Deployment"))
                .allSatisfy(deployment -> assertThat(
                                Manifests.containerOf(deployment).path("image").asText())
                        .isEqualTo("callsheet/" + Manifests.nameOf(deployment)));
    }
}
