package dev.callsheet.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Finds the code of an error in the first piece of a service's refusal, without reading it as JSON. */
final class ErrorCodeReader {

    private static final String FIELD = "\"code\":\"";
    private static final int FARTHEST = 512;
    private static final int LONGEST = 40;

    private ErrorCodeReader() {}

    static @Nullable String find(Buffer piece) {
        String beginning = piece.getString(0, Math.min(piece.length(), FARTHEST), "ISO-8859-1");
        int field = beginning.indexOf(FIELD);
        int start = field + FIELD.length();
        int end = field < 0 ? -1 : beginning.indexOf('"', start);
        return end < 0 || end - start > LONGEST || !isCode(beginning, start, end)
                ? null
                : beginning.substring(start, end);
    }

    private static boolean isCode(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != '_' && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return end > start;
    }
}
