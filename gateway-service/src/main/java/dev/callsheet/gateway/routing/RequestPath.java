package dev.callsheet.gateway.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's path, split and decoded the one way that leaves no room for two readings. What a service could
 * understand differently (an encoded slash, a dot segment, a double slash, a backslash, a path parameter) is not a
 * path here, so the service that is asked is always the one whose line matched.
 *
 * @param raw the path as it arrived, and as it is forwarded
 * @param segments its segments, percent-decoded
 */
public record RequestPath(String raw, List<String> segments) {

    private static final String ALLOWED = "-._~!$&'()*+,=:@";

    public RequestPath {
        segments = List.copyOf(segments);
    }

    /** Reads a raw path, or returns null when it is malformed or ambiguous. */
    public static @Nullable RequestPath parse(String raw) {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            return null;
        }
        List<String> segments = new ArrayList<>(6);
        int start = 1;
        while (start <= raw.length()) {
            int end = raw.indexOf('/', start);
            if (end < 0) {
                end = raw.length();
            }
            if (start == end && end == raw.length()) {
                break;
            }
            String segment = decode(raw, start, end);
            if (segment == null || segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return null;
            }
            segments.add(segment);
            start = end + 1;
        }
        return new RequestPath(raw, segments);
    }

    /**
     * Whether a query has only characters that every service will take for a query; brackets are among them, since
     * {@code filter[status]} is written so.
     */
    public static boolean isQuery(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean escape = c == '%';
            if (escape && (i + 2 >= raw.length() || hex(raw.charAt(i + 1), raw.charAt(i + 2)) < 0)) {
                return false;
            }
            if (!escape && !isLetterOrDigit(c) && ALLOWED.indexOf(c) < 0 && "/?;[]".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the path ends in a slash, which no path of the API does. */
    public boolean endsInSlash() {
        return raw.length() > 1 && raw.charAt(raw.length() - 1) == '/';
    }

    private static @Nullable String decode(String raw, int start, int end) {
        byte[] decoded = null;
        int length = 0;
        for (int i = start; i < end; i++) {
            char c = raw.charAt(i);
            int value;
            if (c == '%') {
                if (decoded == null) {
                    decoded = copy(raw, start, i, end);
                    length = i - start;
                }
                value = i + 2 < end ? hex(raw.charAt(i + 1), raw.charAt(i + 2)) : -1;
                if (value < 0x20 || value == 0x7f || value == '/' || value == '\\' || value == ';' || value == '%') {
                    return null;
                }
                i += 2;
            } else if (isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0) {
                value = c;
            } else {
                return null;
            }
            if (decoded != null) {
                decoded[length++] = (byte) value;
            }
        }
        return decoded == null ? raw.substring(start, end) : new String(decoded, 0, length, StandardCharsets.UTF_8);
    }

    private static byte[] copy(String raw, int start, int upTo, int end) {
        byte[] bytes = new byte[end - start];
        for (int i = start; i < upTo; i++) {
            bytes[i - start] = (byte) raw.charAt(i);
        }
        return bytes;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int hex(char high, char low) {
        int first = digit(high);
        int second = digit(low);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }

    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
