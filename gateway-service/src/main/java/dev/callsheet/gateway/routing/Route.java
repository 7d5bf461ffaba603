package dev.callsheet.gateway.routing;

import java.util.Set;

/**
 * One line of the table.
 *
 * @param service which service owns the path, such as {@code scheduling}
 * @param template the path under {@code /api/v1} with its variables in braces; also the label of metrics, so that
 *     their number is the number of lines
 * @param open whether the path is answered without a credential
 * @param endpoints whether the path has a limit of its own
 * @param secret whether its collection is one of credentials, or of what makes one: nobody may keep its answers, and they
 *     are not compressed, since the size of a compressed answer tells of its content (BREACH)
 */
public record Route(String service, String template, boolean open, EndpointClass endpoints, boolean secret) {

    /** Where every routed path begins. */
    public static final String BASE_PATH = "/api/v1";

    /** In the place of a service: what the gateway answers itself. */
    public static final String GATEWAY = "gateway";

    private static final Set<String> SECRET = Set.of("auth", "oauth", "api-keys", "service-accounts");

    /** A line whose collection says whether its answers are secret. */
    public Route(String service, String template, boolean open, EndpointClass endpoints) {
        this(service, template, open, endpoints, SECRET.contains(collectionOf(template)));
    }

    /** Whether the gateway answers the path itself. */
    public boolean isOwn() {
        return service.equals(GATEWAY);
    }

    /** The first segment, which names the collection: {@code /jobs/{id}} belongs to {@code jobs}. */
    public String collection() {
        return collectionOf(template);
    }

    private static String collectionOf(String template) {
        int end = template.indexOf('/', 1);
        return end < 0 ? template.substring(1) : template.substring(1, end);
    }
}
