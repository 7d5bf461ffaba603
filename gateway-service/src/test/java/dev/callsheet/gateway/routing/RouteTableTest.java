package dev.callsheet.gateway.routing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table = RouteTable.load("routes.txt");

    @Test
    void prefersAWrittenOutSegmentToAVariable() {
        // Given
        RouteTable webhooks = RouteTable.parse(
                List.of("webhook /webhooks/{id}", "webhook /webhooks/event-types", "webhook /webhooks/{id}/test"));

        // When / Then
        assertThat(templateOf(webhooks, "webhooks", "event-types")).isEqualTo("/webhooks/event-types");
        assertThat(templateOf(webhooks, "webhooks", "7")).isEqualTo("/webhooks/{id}");
        assertThat(templateOf(webhooks, "webhooks", "event-types", "test")).isEqualTo("/webhooks/{id}/test");
    }

    @Test
    void sendsASubResourceToItsOwner() {
        // Given
        RouteTable jobs = RouteTable.parse(List.of("scheduling /jobs/{id}", "timesheet /jobs/{id}/timesheets"));

        // When
        Route route = jobs.find(List.of("jobs", "7", "timesheets"));

        // Then
        assertThat(route).isEqualTo(new Route("timesheet", "/jobs/{id}/timesheets", false, EndpointClass.NONE));
    }

    @Test
    void readsTheClassOfEndpoints() {
        // When
        RouteTable classes = RouteTable.parse(
                List.of("identity /auth/login open auth", "scheduling /shifts critical", "crew /import"));

        // Then
        assertThat(classes.routes())
                .containsExactly(
                        new Route("identity", "/auth/login", true, EndpointClass.AUTH),
                        new Route("scheduling", "/shifts", false, EndpointClass.CRITICAL),
                        new Route("crew", "/import", false, EndpointClass.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "internal", "internal/v1/principals", "jobs/1/2/3/4", "nothing", "JOBS"})
    void knowsNoOtherPath(String path) {
        // When / Then
        assertThat(table.find(List.of(path.split("/", -1)))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheduling",
                "scheduling jobs",
                "scheduling /jobs/",
                "scheduling //jobs",
                "scheduling /jobs closed",
                "scheduling /jobs open wide",
                "scheduling /jobs critical open",
                "scheduling critical",
                "scheduling /Jobs",
                "scheduling /jobs/{}",
                "identity /internal/v1/principals",
            })
    void refusesAMalformedLine(String line) {
        // When / Then
        assertThatThrownBy(() -> RouteTable.parse(List.of(line))).hasMessageContaining("routing table");
    }

    @Test
    void refusesTwoOwnersOfOnePath() {
        // Given
        List<String> lines = List.of("scheduling /jobs/{id}", "crew /jobs/{job_id}");

        // When / Then
        assertThatThrownBy(() -> RouteTable.parse(lines)).hasMessageContaining("/jobs/{job_id} is routed twice");
    }

    @Test
    void routesEveryDocumentedPathToTheServiceThatDocumentsIt() {
        // When / Then
        documentedPaths().forEach((service, paths) -> {
            for (String path : paths) {
                Route route = requireNonNull(
                        table.find(List.of(path.substring(1).split("/", -1))),
                        () -> "%s of %s has no line in routes.txt".formatted(path, service));
                assertThat(route.service()).as("owner of %s", path).isEqualTo(service);
                assertThat(RouteTable.shape(route.template()))
                        .as("template of %s", path)
                        .isEqualTo(path);
            }
        });
    }

    @Test
    void routesNothingThatItsServiceDoesNotDocument() {
        // Given
        Map<String, Set<String>> documented = documentedPaths();

        // When / Then
        for (Route route : table.routes()) {
            Set<String> paths = documented.get(route.service());
            if (paths != null) {
                assertThat(paths)
                        .as(
                                "routes.txt sends %s to %s, whose OpenAPI has no such path",
                                route.template(), route.service())
                        .contains(RouteTable.shape(route.template()));
            }
        }
    }

    private static String templateOf(RouteTable table, String... segments) {
        return requireNonNull(table.find(List.of(segments))).template();
    }

    /** The public paths of each service that has a committed OpenAPI document, variables as {@code {}}. */
    private static Map<String, Set<String>> documentedPaths() {
        Map<String, Set<String>> documented = new TreeMap<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.filter(
                            folder -> folder.getFileName().toString().endsWith("-service"))
                    .filter(folder -> !folder.getFileName().toString().equals("gateway-service"))
                    .collect(Collectors.toSet())) {
                Path document = module.resolve("openapi.json");
                if (Files.exists(document)) {
                    String service = module.getFileName().toString().replace("-service", "");
                    documented.put(service, pathsOf(document));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documented;
    }

    private static Set<String> pathsOf(Path document) throws IOException {
        JsonNode paths = new ObjectMapper().readTree(document.toFile()).path("paths");
        Set<String> found = new TreeSet<>();
        paths.fieldNames().forEachRemaining(path -> {
            if (path.startsWith(Route.BASE_PATH + "/")) {
                found.add(RouteTable.shape(path.substring(Route.BASE_PATH.length())));
            } else {
                assertThat(path).as("a documented path is public, or internal").startsWith("/internal/");
            }
        });
        return found;
    }
}
