package dev.callsheet.system.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The documents of a folder with a {@code kustomization.yaml}, read by hand or as {@code kubectl kustomize} renders them. */
record Manifests(Path folder, JsonNode kustomization, List<JsonNode> documents) {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build());

    /** The checkout that this test runs in. */
    static Path root() {
        Path module = Path.of("").toAbsolutePath();
        return Stream.iterate(module, Objects::nonNull, Path::getParent)
                .filter(directory -> Files.isDirectory(directory.resolve("k8s")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no k8s/ above " + module));
    }

    /** The documents of the files that the kustomization lists, as they stand. */
    static Manifests read(String folder) {
        Path path = root().resolve("k8s").resolve(folder);
        JsonNode kustomization = documents(path.resolve("kustomization.yaml")).getFirst();
        List<JsonNode> documents = texts(kustomization.path("resources"))
                .filter(resource -> resource.endsWith(".yaml"))
                .flatMap(resource -> documents(path.resolve(resource)).stream())
                .toList();
        return new Manifests(path, kustomization, documents);
    }

    /** What {@code kubectl kustomize} makes of the folder; empty where there is no kubectl. */
    static Optional<List<JsonNode>> rendered(String folder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("rendered", ".yaml");
        try {
            Process kubectl = new ProcessBuilder(
                            "kubectl",
                            "kustomize",
                            root().resolve("k8s").resolve(folder).toString())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!kubectl.waitFor(1, TimeUnit.MINUTES) || kubectl.exitValue() != 0) {
                throw new AssertionError("kubectl kustomize refuses k8s/" + folder);
            }
            return Optional.of(documents(output));
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            Files.deleteIfExists(output);
        }
    }

    static List<JsonNode> documents(Path file) {
        try (MappingIterator<JsonNode> iterator = YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            List<JsonNode> documents = new ArrayList<>();
            while (iterator.hasNextValue()) {
                documents.add(iterator.nextValue());
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as YAML", e);
        }
    }

    List<JsonNode> ofKind(String kind) {
        return ofKind(documents, kind);
    }

    static List<JsonNode> ofKind(List<JsonNode> documents, String kind) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .toList();
    }

    Optional<JsonNode> find(String kind, String name) {
        return ofKind(kind).stream()
                .filter(document -> nameOf(document).equals(name))
                .findFirst();
    }

    JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("k8s has no " + kind + " " + name));
    }

    static String nameOf(JsonNode document) {
        return document.at("/metadata/name").asText();
    }

    static JsonNode podOf(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static JsonNode containerOf(JsonNode workload) {
        return podOf(workload).at("/containers/0");
    }

    /** Names and literal values of a container's variables: its own, and those of the config maps that it names. */
    Map<String, String> variablesOf(JsonNode container) {
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode source : container.path("envFrom")) {
            variables.putAll(generated(source.at("/configMapRef/name").asText()));
        }
        for (JsonNode variable : container.path("env")) {
            variables.put(variable.path("name").asText(), variable.path("value").asText(""));
        }
        return variables;
    }

    /** The content of a config map that the kustomization generates. */
    Map<String, String> generated(String configMap) {
        Map<String, String> values = new TreeMap<>();
        for (JsonNode generator : kustomization.path("configMapGenerator")) {
            if (generator.path("name").asText().equals(configMap)) {
                texts(generator.path("envs")).forEach(file -> values.putAll(variablesIn(folder.resolve(file))));
            }
        }
        return values;
    }

    private static Map<String, String> variablesIn(Path file) {
        try {
            Map<String, String> values = new TreeMap<>();
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("=", 2);
                values.put(parts[0], parts[1]);
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of a container's port by its name. */
    static @Nullable Integer portOf(JsonNode container, String name) {
        return StreamSupport.stream(container.path("ports").spliterator(), false)
                .filter(port -> port.path("name").asText().equals(name))
                .map(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElse(null);
    }

    static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }
}
