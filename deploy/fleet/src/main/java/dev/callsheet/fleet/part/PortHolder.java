package dev.callsheet.fleet.part;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.platform.infrastructure.InfrastructureException;
import dev.callsheet.platform.infrastructure.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a port that the fleet wants. */
final class PortHolder {

    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** Throws with the name of the program that holds the port, and what to do, when the port is taken. */
    static void requireFree(String part, int port) {
        try {
            FreePort.require(port);
        } catch (InfrastructureException e) {
            throw new FleetException(
                    part + " needs port " + port + ", which is taken by "
                            + find(port).map(PortHolder::describe).orElse("another program")
                            + ". End that program, or move this fleet: CALLSHEET_PORT_OFFSET=100 ./fleet up",
                    e);
        }
    }

    private static String describe(ProcessHandle process) {
        String command =
                process.info().commandLine().or(process.info()::command).orElse("a program");
        return "process " + process.pid() + " ("
                + (command.length() > 120 ? command.substring(0, 120) + "..." : command) + ")";
    }

    /** Linux lists sockets by inode, and a process's open files name the inodes; elsewhere nobody is found. */
    private static Optional<ProcessHandle> find(int port) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(file -> lines(Path.of(file)))
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length > 9 && columns[3].equals(LISTENING))
                .filter(columns -> columns[1].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .map(columns -> "socket:[" + columns[9] + "]")
                .collect(Collectors.toSet());
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .filter(process -> hasOpen(process, sockets))
                        .findFirst();
    }

    private static boolean hasOpen(ProcessHandle process, Set<String> sockets) {
        Path directory = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> isLinkTo(file, sockets));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isLinkTo(Path file, Set<String> targets) {
        try {
            return targets.contains(Files.readSymbolicLink(file).toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return List.<String>of().stream();
        }
    }
}
