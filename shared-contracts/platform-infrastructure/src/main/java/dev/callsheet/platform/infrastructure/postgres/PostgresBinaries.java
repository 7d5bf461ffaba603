package dev.callsheet.platform.infrastructure.postgres;

import dev.callsheet.platform.infrastructure.InfrastructureException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's programs for this machine, unpacked once from the jar on the class path. */
final class PostgresBinaries {

    private static final String COMPLETE = ".complete";

    private PostgresBinaries() {}

    /**
     * Unpacks below the given directory unless that was done before, and returns the directory that holds {@code bin}.
     * Several processes may ask at once; one unpacks, the others wait for it.
     */
    static Path unpackBelow(Path directory) {
        String resource = "/postgres-" + system() + "-" + architecture() + ".txz";
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (archive == null) {
                throw new InfrastructureException("There are no PostgreSQL binaries for this machine (" + resource
                        + " is not on the class path). Start a Docker daemon, or point CALLSHEET_DB_HOST at a server.");
            }
            // The archive's length stands for its version: unpacking is keyed by what would be unpacked.
            Path home = directory.resolve("postgres-" + archive.available());
            Files.createDirectories(directory);
            try (FileChannel lock = FileChannel.open(
                            directory.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                if (!Files.exists(home.resolve(COMPLETE))) {
                    unpack(archive, home);
                    Files.createFile(home.resolve(COMPLETE));
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unpack PostgreSQL below " + directory, e);
        }
    }

    private static void unpack(InputStream archive, Path home) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            @Nullable TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path target = home.resolve(entry.getName()).normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("The archive points outside of its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                Files.deleteIfExists(target);
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(target, home.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, permissions(entry));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        boolean executable = (entry.getMode() & 0100) != 0;
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
