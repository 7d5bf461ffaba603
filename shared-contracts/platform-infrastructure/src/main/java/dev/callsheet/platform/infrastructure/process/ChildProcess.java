package dev.callsheet.platform.infrastructure.process;

import dev.callsheet.platform.infrastructure.InfrastructureException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process remembered in a file, so that a later JVM finds it again.
 *
 * <p>The file holds the process id and the time the process began: an id that the system has since given to another
 * process is not taken for ours, and is never killed.
 */
public final class ChildProcess {

    private static final Duration POLL = Duration.ofMillis(20);
    /** The kernel counts in ticks since boot and the boot time is rounded to a second. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final ProcessHandle handle;
    private final Path record;

    private ChildProcess(ProcessHandle handle, Path record) {
        this.handle = handle;
        this.record = record;
    }

    /** What to run: the command, its environment on top of this JVM's, where it works and where it writes. */
    public record Start(List<String> command, Map<String, String> environment, Path directory, Path log) {}

    /**
     * Starts a process in a session of its own, so that neither Ctrl-C in the launcher's terminal nor the end of the
     * launcher reaches it. Its output goes to the end of the log.
     */
    public static ChildProcess start(Start start, Path record) {
        List<String> command = new ArrayList<>();
        if (Executables.find("setsid").isPresent()) {
            command.add("setsid");
        }
        command.addAll(start.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(start.directory().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(start.log().toFile()));
        builder.environment().putAll(start.environment());
        try {
            Files.createDirectories(record.toAbsolutePath().getParent());
            Files.createDirectories(start.log().toAbsolutePath().getParent());
            ProcessHandle handle = builder.start().toHandle();
            Instant began = handle.info().startInstant().orElseGet(Instant::now);
            Files.writeString(record, handle.pid() + " " + began.toEpochMilli() + "\n");
            return new ChildProcess(handle, record);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + String.join(" ", command), e);
        }
    }

    /** Finds the process that the file remembers, when it still runs. */
    public static Optional<ChildProcess> find(Path record) {
        try {
            if (!Files.exists(record)) {
                return Optional.empty();
            }
            String[] parts = Files.readString(record).strip().split(" ", 2);
            Instant began = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(handle -> isSameProcess(handle, began))
                    .map(handle -> new ChildProcess(handle, record))
                    .filter(ChildProcess::isAlive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // A crash can leave the file empty: nothing is known of the process then.
            return Optional.empty();
        }
    }

    private static boolean isSameProcess(ProcessHandle handle, Instant began) {
        return handle.info()
                .startInstant()
                .map(actual -> Duration.between(began, actual).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .orElse(true);
    }

    public long pid() {
        return handle.pid();
    }

    public Optional<Instant> startedAt() {
        return handle.info().startInstant();
    }

    /** Whether the process runs. One that has ended but that nobody has collected yet does not. */
    public boolean isAlive() {
        return handle.isAlive() && !isZombie();
    }

    private boolean isZombie() {
        Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
        try {
            // The state follows the command, which is in parentheses and may hold anything.
            String text = Files.readString(stat);
            return text.startsWith("Z", text.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a signal by its name, such as {@code INT}; Java itself can only send TERM and KILL. */
    public void signal(String name) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + handle.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while signalling process " + handle.pid(), e);
        }
    }

    /** Asks the process to end by a signal, and kills it when it has not within the time. */
    public void stop(String signal, Duration patience) {
        if (isAlive()) {
            signal(signal);
            if (!awaitEnd(patience)) {
                kill();
            }
        }
        forget();
    }

    /** Ends the process at once and returns when it is gone. */
    public void kill() {
        handle.destroyForcibly();
        if (!awaitEnd(Duration.ofSeconds(10))) {
            throw new InfrastructureException("Process " + handle.pid() + " did not end after SIGKILL.");
        }
        forget();
    }

    private boolean awaitEnd(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(POLL);
        }
        return true;
    }

    private void forget() {
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits between two looks at another process. */
    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while waiting for a process", e);
        }
    }
}
