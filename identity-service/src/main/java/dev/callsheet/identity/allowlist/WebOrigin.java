package dev.callsheet.identity.allowlist;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a web page comes from, as browsers send it in {@code Origin}: scheme, host, and a port that is not the default. */
final class WebOrigin {

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\\[[0-9a-f:.]+]");

    private WebOrigin() {}

    /**
     * The origin in the spelling of browsers.
     *
     * @throws IllegalArgumentException when the text is none, or is the wildcard
     */
    static String parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = lower(uri.getScheme());
            String host = lower(uri.getHost());
            boolean bare = uri.getRawUserInfo() == null
                    && lower(uri.getRawPath()).isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (!bare || !web || !HOST.matcher(host).matches() || uri.getPort() > 65_535) {
                throw malformed(text);
            }
            boolean defaultPort = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
            return scheme + "://" + host + (defaultPort ? "" : ":" + uri.getPort());
        } catch (URISyntaxException e) {
            throw malformed(text);
        }
    }

    private static String lower(@Nullable String part) {
        return part == null ? "" : part.toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "'%s' is no origin; write scheme, host and port only, such as https://app.example.com".formatted(text));
    }
}
