package dev.callsheet.gateway.routing;

/**
 * One line of the table.
 *
 * @param service which service owns the path, such as {@code scheduling}
 * @param template the path under {@code /api/v1} with its variables in braces; also the label of metrics, so that
 *     their number is the number of lines
 * @param open whether the path is answered without a credential
 * @param endpoints whether the path has a limit of its own
 */
public record Route(String service, String template, boolean open, EndpointClass endpoints) {

    /** Where every routed path begins. */
    public static final String BASE_PATH = "/api/v1";

    /** In the place of a service: what the gateway answers itself. */
    public static final String GATEWAY = "gateway";

    /** Whether the gateway answers the path itself. */
    public boolean isOwn() {
        return service.equals(GATEWAY);
    }

    /** The first segment, which names the collection: {@code /jobs/{id}} belongs to {@code jobs}. */
    public String collection() {
        int end = template.indexOf('/', 1);
        return end < 0 ? template.substring(1) : template.substring(1, end);
    }
}
