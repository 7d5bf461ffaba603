package dev.callsheet.platform.infrastructure.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, which is where the reason of a failed start stands. */
public final class LogTail {

    private static final int WINDOW = 64 * 1024;

    private LogTail() {}

    /** The last lines, oldest first; none when the log cannot be read. */
    public static List<String> of(Path log, int lines) {
        if (!Files.isReadable(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - WINDOW);
            file.seek(from);
            byte[] end = new byte[(int) (file.length() - from)];
            file.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
