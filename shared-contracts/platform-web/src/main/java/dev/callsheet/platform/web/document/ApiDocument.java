package dev.callsheet.platform.web.document;

import static org.eclipse.microprofile.openapi.OASFactory.createComponents;
import static org.eclipse.microprofile.openapi.OASFactory.createPaths;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * Makes the document of a service while it is built. What the scanner found of summaries, descriptions and tags stays;
 * everything that the code already says is derived anew. Internal routes are left out.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    private final IndexView index;

    /** Over the service's classes. */
    public ApiDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        SchemaCatalog schemas = new SchemaCatalog();
        SharedParts parts = new SharedParts(schemas);
        OperationWriter writer = new OperationWriter(schemas, parts);
        Map<String, RouteMethod> routes = routes();
        Map<String, PathItem> found =
                document.getPaths() == null || document.getPaths().getPathItems() == null
                        ? Map.of()
                        : document.getPaths().getPathItems();
        Paths paths = createPaths();
        boolean writtenDown = false;
        for (Map.Entry<String, PathItem> entry : new TreeMap<>(found).entrySet()) {
            String path = entry.getKey();
            PathItem item = entry.getValue();
            for (Map.Entry<HttpMethod, Operation> operation : operationsOf(item).entrySet()) {
                RouteMethod route = routes.get(key(operation.getKey(), entry.getKey()));
                if (route == null) {
                    writtenDown = true;
                    writer.complete(operation.getValue());
                } else if (route.isInternal()) {
                    item.setOperation(operation.getKey(), null);
                } else {
                    path = route.publicPath();
                    writer.write(operation.getValue(), route);
                }
            }
            if (!operationsOf(item).isEmpty()) {
                paths.addPathItem(path, item);
            }
        }
        writer.requireExamples();
        document.setPaths(paths);
        Components before = document.getComponents();
        Map<String, Schema> all = new TreeMap<>();
        if (writtenDown && before != null && before.getSchemas() != null) {
            all.putAll(before.getSchemas());
        }
        all.putAll(schemas.schemas());
        document.setComponents(createComponents()
                .schemas(all)
                .headers(parts.headers())
                .parameters(parts.parameters())
                .responses(parts.responses())
                .addSecurityScheme(OperationWriter.SECURITY_SCHEME, bearer()));
    }

    private Map<String, RouteMethod> routes() {
        Map<String, RouteMethod> routes = new HashMap<>();
        RouteMethod.allIn(index).forEach(route -> routes.put(key(route.verb(), route.path()), route));
        return routes;
    }

    private static String key(HttpMethod verb, String path) {
        return verb + " " + path;
    }

    private static Map<HttpMethod, Operation> operationsOf(PathItem item) {
        Map<HttpMethod, Operation> operations = item.getOperations();
        return operations == null ? Map.of() : Map.copyOf(operations);
    }

    private static SecurityScheme bearer() {
        return createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API key or an access token. The scopes that an operation needs are named beside it.");
    }
}
