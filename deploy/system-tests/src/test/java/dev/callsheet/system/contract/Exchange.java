package dev.callsheet.system.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer.
 *
 * @param uri path and query, without the host
 * @param requestHeaders as sent
 * @param answerHeaders as received; their names in lower case
 * @param answerBody empty when there was none
 */
public record Exchange(
        String method,
        String uri,
        Map<String, String> requestHeaders,
        @Nullable String requestBody,
        int status,
        Map<String, List<String>> answerHeaders,
        String answerBody) {

    public Exchange {
        Map<String, List<String>> lowerCase = new TreeMap<>();
        answerHeaders.forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), values));
        answerHeaders = lowerCase;
    }

    public String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** The first value of the answer's header; null without it. */
    public @Nullable String answerHeader(String name) {
        List<String> values = answerHeaders.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** The media type of the answer without its parameters; empty without one. */
    public String mediaType() {
        String type = answerHeader("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** A command that sends the request again, the credential left to a variable. */
    public String asCurl() {
        String headers = requestHeaders.entrySet().stream()
                .map(header -> " -H " + quoted(header.getKey() + ": " + shown(header)))
                .collect(Collectors.joining());
        String body = requestBody == null ? "" : " --data-binary " + quoted(requestBody);
        return "curl -i --globoff --path-as-is -X " + method + headers + body + " \"$CALLSHEET_URL\"" + quoted(uri);
    }

    private static String shown(Map.Entry<String, String> header) {
        return header.getKey().equalsIgnoreCase("authorization")
                        && header.getValue().startsWith("Bearer sp_")
                ? "Bearer '\"$CALLSHEET_KEY\"'"
                : header.getValue();
    }

    private static String quoted(String text) {
        return text.contains("'\"$") ? "'" + text + "'" : "'" + text.replace("'", "'\\''") + "'";
    }
}
