package dev.callsheet.fleet.build;

import dev.callsheet.fleet.FleetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sources that a module is built from, its own and those of the modules it depends on, as a fingerprint. Contents
 * count and times do not: a branch switched there and back leaves nothing stale.
 */
public final class ModuleSources {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    /** A module that packages the API documents of the others is built from them too. */
    private static final String DOCUMENT = "openapi.json";

    private static final Pattern TAKES_DOCUMENTS =
            Pattern.compile("<include>\\*-service/" + Pattern.quote(DOCUMENT) + "</include>");

    private final Path root;
    private final Map<String, Path> directories;
    private final Map<String, String> ownFingerprints = new HashMap<>();

    public ModuleSources(Path root) {
        this.root = root;
        this.directories = modules(root);
    }

    private static Map<String, Path> modules(Path root) {
        Map<String, Path> directories = new HashMap<>();
        MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(result -> root.resolve(result.group(1)))
                .forEach(directory -> directories.put(directory.getFileName().toString(), directory));
        return directories;
    }

    /** The names of all modules. */
    public Set<String> modules() {
        return directories.keySet();
    }

    public Path directory(String module) {
        Path directory = directories.get(module);
        if (directory == null) {
            throw new FleetException("There is no module \"" + module + "\". There are: "
                    + String.join(", ", directories.keySet().stream().sorted().toList()) + ".");
        }
        return directory;
    }

    /** Changes when anything that the module is built from changes. */
    public String fingerprint(String module) {
        MessageDigest digest = sha256();
        add(digest, root.resolve("pom.xml"));
        for (String each : withDependencies(module)) {
            digest.update(
                    ownFingerprints.computeIfAbsent(each, this::ownFingerprint).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Set<String> withDependencies(String module) {
        Set<String> found = new LinkedHashSet<>(List.of(module));
        List<String> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            for (String dependency : dependencies(open.removeFirst())) {
                if (found.add(dependency)) {
                    open.add(dependency);
                }
            }
        }
        return found;
    }

    private List<String> dependencies(String module) {
        return DEPENDENCY
                .matcher(read(directory(module).resolve("pom.xml")))
                .results()
                .map(MatchResult::group)
                .filter(text -> text.contains("<groupId>dev.callsheet</groupId>"))
                .filter(text -> !text.contains("<scope>test</scope>"))
                .flatMap(text -> ARTIFACT.matcher(text).results())
                .map(result -> result.group(1))
                .filter(directories::containsKey)
                .toList();
    }

    private String ownFingerprint(String module) {
        Path directory = directory(module);
        MessageDigest digest = sha256();
        add(digest, directory.resolve("pom.xml"));
        Path sources = directory.resolve("src/main");
        if (Files.isDirectory(sources)) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(Files::isRegularFile).sorted().forEach(file -> add(digest, file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (TAKES_DOCUMENTS.matcher(read(directory.resolve("pom.xml"))).find()) {
            directories.values().stream()
                    .map(other -> other.resolve(DOCUMENT))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(document -> add(digest, document));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(MessageDigest digest, Path file) {
        try {
            digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }
}
