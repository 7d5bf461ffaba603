package dev.callsheet.fleet.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM has learned of one program in a training run: its classes loaded and linked, its hot methods known. The
 * JVM refuses a cache of other jars, another JDK or other flags, with nothing but a warning, so a key kept beside the
 * cache tells beforehand whether it would.
 */
public final class AotCache {

    private final Path file;
    private final Path jars;
    private final List<String> flags;

    /**
     * The cache of a program.
     *
     * @param file where the cache is or will be
     * @param jars directory below which all jars of the program are
     * @param flags flags that the program runs with
     */
    public AotCache(Path file, Path jars, List<String> flags) {
        this.file = file;
        this.jars = jars;
        this.flags = flags;
    }

    /** Whether the JVM would take it. */
    public boolean isValid() {
        return Files.exists(file) && Fingerprint.matches(key(), fingerprint());
    }

    /** Flags that make a JVM use the cache; none without a valid one. */
    public List<String> use() {
        return isValid() ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /** Flags that make a JVM write the cache when it ends. */
    public List<String> train() {
        return List.of("-XX:AOTCacheOutput=" + file);
    }

    /** Makes room for a new cache. */
    public void discard() {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(key());
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Declares the cache that a training run has just written as valid; false when it has written none. */
    public boolean seal() {
        if (!Files.exists(file)) {
            return false;
        }
        Fingerprint.write(key(), fingerprint());
        return true;
    }

    private Path key() {
        return file.resolveSibling(file.getFileName() + ".key");
    }

    private String fingerprint() {
        List<String> ingredients = new ArrayList<>(flags);
        ingredients.add(System.getProperty("java.home"));
        ingredients.add(System.getProperty("java.vm.version"));
        try (Stream<Path> files = Files.walk(jars)) {
            files.filter(each -> each.toString().endsWith(".jar"))
                    .sorted()
                    .forEach(each -> ingredients.add(stamp(each)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Fingerprint.of(ingredients);
    }

    /** The JVM, too, looks at size and time. */
    private static String stamp(Path jar) {
        try {
            return jar + " " + Files.size(jar) + " "
                    + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
