package dev.callsheet.gateway.activity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what clients write into places that are logged. Two nets: parameters whose name says that they
 * hold one, and text that looks like one of ours wherever it stands.
 */
public final class Redaction {

    static final String REDACTED = "[redacted]";

    private static final int LONGEST_PATH = 2_000;
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_TEXT = 300;

    private static final Set<String> SECRET_NAMES = Set.of("code", "state", "sig", "pass", "pwd", "assertion", "otp");
    private static final List<String> SECRET_WORDS =
            List.of("token", "secret", "password", "key", "credential", "authorization", "signature");

    /** Keys, webhook secrets and signed tokens; the beginning is enough, however they were cut. */
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?:[a-z0-9]{2,10}_(?:live|test)_|whsec_|eyJ)[A-Za-z0-9+/=._~-]{6,}");

    private Redaction() {}

    /** Whether the text holds something that looks like a credential of ours. */
    public static boolean holdsCredential(@Nullable String text) {
        return text != null && isSuspicious(text) && CREDENTIAL.matcher(text).find();
    }

    /** A path and its query. */
    static String path(@Nullable String path, @Nullable String query) {
        String text = path == null ? "" : path;
        if (query != null) {
            text = cut(text, LONGEST_PATH) + "?" + query(query);
        }
        return cut(text(text, LONGEST_PATH), LONGEST_PATH);
    }

    /** Any other text of a client's, with control characters taken out. */
    static String text(String text) {
        return text(text, LONGEST_TEXT);
    }

    static @Nullable String optional(@Nullable String text) {
        return text == null ? null : text(text);
    }

    private static String text(String text, int longest) {
        String bounded = cut(text, longest);
        String readable = isReadable(bounded) ? bounded : bounded.replaceAll("[\\x00-\\x1f\\x7f]", " ");
        return isSuspicious(readable) ? CREDENTIAL.matcher(readable).replaceAll(REDACTED) : readable;
    }

    /* What the pattern cannot do without: nearly every text has none of it, and to search for that costs little. */
    private static boolean isSuspicious(String text) {
        return (text.indexOf('_') >= 0
                        && (text.contains("_live_") || text.contains("_test_") || text.contains("whsec_")))
                || text.contains("eyJ");
    }

    private static String query(String query) {
        StringBuilder redacted = new StringBuilder(query.length());
        for (String pair : query.split("&", -1)) {
            if (!redacted.isEmpty()) {
                redacted.append('&');
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                redacted.append(cut(pair, LONGEST_VALUE));
            } else if (isSecret(pair.substring(0, equals))) {
                redacted.append(pair, 0, equals + 1).append(REDACTED);
            } else {
                redacted.append(pair, 0, equals + 1).append(cut(pair.substring(equals + 1), LONGEST_VALUE));
            }
            if (redacted.length() > LONGEST_PATH) {
                break;
            }
        }
        return redacted.toString();
    }

    private static boolean isSecret(String name) {
        String plain = decoded(name).toLowerCase(Locale.ROOT);
        if (SECRET_NAMES.contains(plain)) {
            return true;
        }
        for (String word : SECRET_WORDS) {
            if (plain.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String name) {
        try {
            return name.indexOf('%') < 0 ? name : URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return name;
        }
    }

    private static boolean isReadable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
