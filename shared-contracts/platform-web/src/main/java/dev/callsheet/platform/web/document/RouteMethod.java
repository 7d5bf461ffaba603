package dev.callsheet.platform.web.document;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.security.InternalRoute;
import dev.callsheet.platform.web.security.PublicRoute;
import dev.callsheet.platform.web.security.RequiresScope;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.resteasy.reactive.RestPath;

/**
 * A method that answers requests, and what its annotations say of it.
 *
 * @param path with its variables as the code spells them
 */
record RouteMethod(HttpMethod verb, String path, Method method) {

    private static final DotName PATH = DotName.createSimple(Path.class.getName());
    private static final String OURS = "dev.callsheet.";
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*([A-Za-z_][A-Za-z0-9_]*)[^}]*}");
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
    private static final Set<String> INJECTED = Set.of("jakarta.ws.rs", "org.jboss.resteasy.reactive");
    private static final Map<Class<? extends Annotation>, HttpMethod> VERBS = Map.of(
            GET.class, HttpMethod.GET,
            POST.class, HttpMethod.POST,
            PUT.class, HttpMethod.PUT,
            PATCH.class, HttpMethod.PATCH,
            DELETE.class, HttpMethod.DELETE);

    /** Every route of the service. */
    static List<RouteMethod> allIn(IndexView index) {
        return index.getAnnotations(PATH).stream()
                .filter(use -> use.target().kind() == AnnotationTarget.Kind.CLASS)
                .map(use -> use.target().asClass().name().toString())
                .filter(name -> name.startsWith(OURS))
                .sorted()
                .map(RouteMethod::load)
                .flatMap(RouteMethod::routesOf)
                .toList();
    }

    /** The build's class loader has the application's classes while the document is made. */
    private static Class<?> load(String name) {
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The index names a resource that is not there", e);
        }
    }

    private static Stream<RouteMethod> routesOf(Class<?> resource) {
        String base = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> VERBS.entrySet().stream()
                        .filter(verb -> method.isAnnotationPresent(verb.getKey()))
                        .map(verb -> new RouteMethod(
                                verb.getValue(), join(base, method.getAnnotation(Path.class)), method)));
    }

    private static String join(String base, Path below) {
        String whole = "/" + base + "/" + (below == null ? "" : below.value());
        String single = VARIABLE.matcher(whole.replaceAll("/+", "/")).replaceAll("{$1}");
        return single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    /** The path as clients see it: variables are {@code snake_case} like everything else. */
    String publicPath() {
        return VARIABLE.matcher(path).replaceAll(found -> "{" + SNAKE_CASE.translate(found.group(1)) + "}");
    }

    boolean isInternal() {
        return has(InternalRoute.class) || path.startsWith("/internal");
    }

    boolean isPublic() {
        return has(PublicRoute.class);
    }

    List<String> scopes() {
        RequiresScope required = method.getAnnotation(RequiresScope.class);
        return required == null ? List.of() : List.of(required.value());
    }

    /** By name: platform-web does not see platform-data, where idempotency is. */
    boolean isIdempotent() {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(one -> one.annotationType().getSimpleName().equals("Idempotent"));
    }

    boolean has(Class<? extends Annotation> annotation) {
        return method.isAnnotationPresent(annotation);
    }

    boolean takes(Class<?> type) {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter -> parameter.getType().equals(type));
    }

    /** Whether the query of the request is read as that of a list or of a single resource. */
    boolean readsQuery() {
        return verb == HttpMethod.GET && takes(UriInfo.class);
    }

    List<Parameter> pathParameters() {
        Set<String> names = variables();
        return Arrays.stream(method.getParameters())
                .filter(parameter -> names.contains(nameIn(parameter)))
                .toList();
    }

    private Set<String> variables() {
        Matcher variable = VARIABLE.matcher(path);
        return variable.results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static String nameIn(Parameter parameter) {
        PathParam named = parameter.getAnnotation(PathParam.class);
        RestPath said = parameter.getAnnotation(RestPath.class);
        if (named != null) {
            return named.value();
        }
        return said == null || said.value().isEmpty() ? parameter.getName() : said.value();
    }

    /** The name of a path variable or query parameter as clients spell it. */
    static String publicName(Parameter parameter) {
        jakarta.ws.rs.QueryParam query = parameter.getAnnotation(jakarta.ws.rs.QueryParam.class);
        return query == null ? SNAKE_CASE.translate(nameIn(parameter)) : query.value();
    }

    List<Parameter> queryParameters() {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(jakarta.ws.rs.QueryParam.class)
                        || parameter.isAnnotationPresent(org.jboss.resteasy.reactive.RestQuery.class))
                .toList();
    }

    /** What is read from the body: the parameter that comes from nowhere else. */
    Optional<Parameter> body() {
        Set<String> inPath = variables();
        return Arrays.stream(method.getParameters())
                .filter(parameter -> !inPath.contains(nameIn(parameter)))
                .filter(parameter -> Arrays.stream(parameter.getAnnotations())
                        .noneMatch(one ->
                                INJECTED.stream().anyMatch(one.annotationType().getPackageName()::startsWith)))
                .findFirst();
    }

    /** The list schema of the resource class whose attributes these are. */
    Optional<ListSchema> listSchema(Class<?> attributes) {
        return schemas().stream()
                .filter(schema -> schema.attributesType().equals(attributes))
                .findFirst();
    }

    private List<ListSchema> schemas() {
        List<ListSchema> schemas = new ArrayList<>();
        for (Field field : method.getDeclaringClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType().equals(ListSchema.class)) {
                schemas.add(read(field));
            }
        }
        return schemas;
    }

    private static ListSchema read(Field field) {
        try {
            field.setAccessible(true);
            return (ListSchema) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A static field of a resource could not be read: " + field, e);
        }
    }
}
