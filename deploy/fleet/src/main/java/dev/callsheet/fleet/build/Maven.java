package dev.callsheet.fleet.build;

import dev.callsheet.fleet.FleetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Maven, as found by the {@code fleet} script, run in the checkout with this launcher's JDK. */
public final class Maven {

    /** Maven 3's own libraries do what recent JDKs warn of. */
    private static final String QUIET_JVM = "--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED";

    private final Path root;

    public Maven(Path root) {
        this.root = root;
    }

    /** Runs Maven with its output on the terminal and returns its exit code. */
    public int run(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getenv().getOrDefault("CALLSHEET_MAVEN", "mvn"));
        command.add("--batch-mode");
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("MAVEN_OPTS", QUIET_JVM, (theirs, ours) -> ours + " " + theirs);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new FleetException(
                    "Maven could not be run (" + command.getFirst() + "). Install Maven 3.8 or later and put mvn on"
                            + " the PATH.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetException("Interrupted while Maven was running.", e);
        }
    }
}
