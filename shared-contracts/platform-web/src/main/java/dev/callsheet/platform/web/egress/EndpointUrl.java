package dev.callsheet.platform.web.egress;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The URL of an endpoint, checked for its form; whether the address behind it may be reached is the business of
 * {@link EndpointVetting}.
 *
 * @param host without the brackets of an IPv6 literal
 * @param target path and query as they stand in the request line
 */
public record EndpointUrl(boolean tls, String host, int port, String target) {

    static final int MAXIMUM_LENGTH = 2_048;

    /**
     * Reads the text of a URL.
     *
     * @throws EndpointRefusedException with what is wrong and what would be right
     */
    public static EndpointUrl parse(String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            throw new EndpointRefusedException("must be at most " + MAXIMUM_LENGTH + " characters long");
        }
        URI uri = uriOf(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new EndpointRefusedException("must be an absolute https URL, such as https://example.com/path");
        }
        if (uri.getRawUserInfo() != null) {
            throw new EndpointRefusedException("must not hold a user name or password");
        }
        if (uri.getRawFragment() != null) {
            throw new EndpointRefusedException("must not have a fragment (#" + uri.getRawFragment() + ")");
        }
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new EndpointRefusedException(
                    "must name a host in ASCII letters, digits and hyphens (punycode for others)");
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() < 0 ? (tls ? 443 : 80) : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new EndpointRefusedException("must have a port between 1 and 65535, not " + port);
        }
        return new EndpointUrl(tls, withoutBrackets(host), port, targetOf(uri));
    }

    private static URI uriOf(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new EndpointRefusedException("is not a URL: " + e.getReason() + " at position " + e.getIndex());
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String targetOf(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
