package dev.callsheet.platform.infrastructure.postgres;

import dev.callsheet.platform.infrastructure.InfrastructureException;
import dev.callsheet.platform.infrastructure.Server;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.platform.infrastructure.process.FreePort;
import dev.callsheet.platform.infrastructure.process.LogTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * PostgreSQL as a process of its own, from embedded binaries, on the loopback address.
 *
 * <p>It is a durable server: a commit that was acknowledged is on the disk ({@code fsync} and
 * {@code synchronous_commit} are on) and a kill loses nothing. It outlives the JVM that started it.
 */
public final class PostgresServer implements Server {

    public static final String SUPERUSER = "postgres";

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Options options;

    public PostgresServer(Options options) {
        this.options = options;
    }

    /**
     * Where and how the server runs.
     *
     * @param binaries directory below which the programs are unpacked; may be shared by several servers
     * @param data the cluster's directory, made by the first start
     * @param record file that remembers the process
     * @param superuserPassword password of {@link #SUPERUSER}; fixed by the first start
     * @param settings server settings on top of the defaults, such as {@code fsync=off} in tests
     */
    public record Options(
            Path binaries,
            Path data,
            Path record,
            Path log,
            int port,
            String superuserPassword,
            Map<String, String> settings) {}

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public int port() {
        return options.port();
    }

    @Override
    public boolean isRunning() {
        return process().isPresent();
    }

    /** The process as the system knows it, when it runs. */
    public Optional<ChildProcess> process() {
        return ChildProcess.find(options.record());
    }

    @Override
    public void start() {
        if (isRunning()) {
            awaitReady();
            return;
        }
        FreePort.require(options.port());
        Path home = PostgresBinaries.unpackBelow(options.binaries());
        if (!Files.exists(options.data().resolve("PG_VERSION"))) {
            initialize(home);
        }
        removeStaleLock();
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!launch(home)) {
            // The children of a server that was killed hold its shared memory until they notice.
            if (System.nanoTime() > deadline) {
                throw failure("PostgreSQL does not start");
            }
            ChildProcess.pause(POLL.multipliedBy(10));
        }
    }

    private boolean launch(Path home) {
        ChildProcess.start(
                new ChildProcess.Start(serverCommand(home), Map.of("LC_ALL", "C"), options.data(), options.log()),
                options.record());
        try {
            awaitReady();
            return true;
        } catch (InfrastructureException e) {
            if (LogTail.of(options.log(), 5).stream().anyMatch(line -> line.contains("shared memory block"))) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void stop() {
        // INT is the fast shutdown: sessions are ended, a checkpoint is written. TERM would wait for the clients.
        process().ifPresent(process -> process.stop("INT", STOP_PATIENCE));
    }

    @Override
    public void kill() {
        process().ifPresent(ChildProcess::kill);
    }

    private void initialize(Path home) {
        Path passwordFile = options.data().resolveSibling(options.data().getFileName() + ".password");
        try {
            Files.createDirectories(options.data().toAbsolutePath().getParent());
            // A first start that was interrupted leaves half a cluster, which initdb would refuse.
            DirectoryTree.delete(options.data());
            Files.writeString(passwordFile, options.superuserPassword());
            List<String> command = new ArrayList<>(Unprivileged.prefix());
            command.addAll(List.of(
                    home.resolve("bin/initdb").toString(),
                    "--pgdata=" + options.data(),
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    // Sorts by code point, as an index is compared fastest, and knows upper and lower case of all
                    // letters.
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions"));
            Files.createDirectories(options.log().toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(options.log().toFile()))
                    .start();
            if (process.waitFor() != 0) {
                throw failure("PostgreSQL could not initialize " + options.data());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while PostgreSQL was being initialized", e);
        } finally {
            passwordFile.toFile().delete();
        }
    }

    private List<String> serverCommand(Path home) {
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.add(home.resolve("bin/postgres").toString());
        command.add("-D");
        command.add(options.data().toString());
        Map<String, String> settings = new TreeMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "port", Integer.toString(options.port()),
                // A socket's path is limited to 107 characters, which a deep checkout exceeds.
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "max_connections", "120",
                "shared_buffers", "128MB",
                "timezone", "UTC",
                "log_line_prefix", "%m [%p] %u@%d "));
        settings.putAll(options.settings());
        settings.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return command;
    }

    /**
     * Removes the lock of a server that was killed when its process id now belongs to a program that is not
     * PostgreSQL: the server itself only looks whether the id is in use, and would refuse to start.
     */
    private void removeStaleLock() {
        Path lock = options.data().resolve("postmaster.pid");
        try {
            if (!Files.exists(lock)) {
                return;
            }
            List<String> lines = Files.readAllLines(lock);
            boolean postgres = !lines.isEmpty()
                    && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .flatMap(handle -> handle.info().command())
                            .filter(command -> command.endsWith("postgres"))
                            .isPresent();
            if (!postgres) {
                Files.delete(lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException e) {
            lock.toFile().delete();
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (true) {
            Optional<ChildProcess> process = process();
            if (process.filter(this::isReady).isPresent()) {
                return;
            }
            if (process.isEmpty()) {
                throw failure("PostgreSQL ended while starting");
            }
            if (System.nanoTime() > deadline) {
                throw failure("PostgreSQL was not ready after " + START_PATIENCE.toSeconds() + " s");
            }
            ChildProcess.pause(POLL);
        }
    }

    /**
     * The server writes its state to the eighth line of its lock file, which costs no connection to read. The first
     * line tells whether it is this server's state or that of one that was killed.
     */
    private boolean isReady(ChildProcess process) {
        try {
            List<String> lines = Files.readAllLines(options.data().resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(process.pid()))
                    && lines.get(7).startsWith("ready");
        } catch (IOException e) {
            return false;
        }
    }

    private InfrastructureException failure(String what) {
        return new InfrastructureException(
                what + ". The end of " + options.log() + ":\n" + String.join("\n", LogTail.of(options.log(), 20)));
    }
}
