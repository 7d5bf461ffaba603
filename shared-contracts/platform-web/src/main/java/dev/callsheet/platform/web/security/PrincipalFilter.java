package dev.callsheet.platform.web.security;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import dev.callsheet.platform.web.request.RequestId;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The first thing that every request of a service meets: who is it, and may they? Runs before the body is read, so that
 * 401 and 403 come before any 400.
 */
public class PrincipalFilter {

    private final ConcurrentMap<Method, Access> rules = new ConcurrentHashMap<>();

    @Inject
    InternalTokens tokens;

    @ServerRequestFilter(preMatching = true, priority = Priorities.AUTHENTICATION - 100)
    public void giveTheCallItsId(ContainerRequestContext request) {
        String requestId = RequestId.of(request.getHeaderString(RequestId.HEADER));
        CallContext.anonymous(requestId).enter();
        MDC.put("request_id", requestId);
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void admit(ContainerRequestContext request, ResourceInfo resource) {
        Access access = rules.computeIfAbsent(resource.getResourceMethod(), Access::of);
        if (access.isPublic()) {
            return;
        }
        InternalTokens.Verified caller = authenticate(request);
        access.check(caller);
        CallContext.of(caller.principal(), CallContext.current().requestId())
                .issuedBy(caller.issuer())
                .enter();
    }

    @ServerResponseFilter
    public void answerTheId(ContainerResponseContext response) {
        String requestId = CallContext.current().requestId();
        if (requestId != null) {
            response.getHeaders().putSingle(RequestId.HEADER, requestId);
        }
    }

    private InternalTokens.Verified authenticate(ContainerRequestContext request) {
        String token = request.getHeaderString(InternalTokens.HEADER);
        if (token == null) {
            throw new ApiException(ErrorCode.UNAUTHORIZED, "A credential is required.");
        }
        return tokens.verify(token);
    }

    /** What a route asks of its caller; a route that says nothing is a mistake and refuses everybody. */
    private record Access(boolean isPublic, boolean anyPrincipal, List<String> scopes, List<String> issuers) {

        static Access of(Method route) {
            RequiresScope required = route.getAnnotation(RequiresScope.class);
            InternalRoute internal = route.getAnnotation(InternalRoute.class);
            return new Access(
                    route.isAnnotationPresent(PublicRoute.class),
                    route.isAnnotationPresent(AnyPrincipal.class),
                    required == null ? List.of() : List.of(required.value()),
                    internal == null ? List.of() : List.of(internal.value()));
        }

        void check(InternalTokens.Verified caller) {
            boolean admittedModule = issuers.contains(caller.issuer());
            if (scopes.isEmpty() && !anyPrincipal && !admittedModule) {
                throw new ApiException(ErrorCode.FORBIDDEN, "This route is not open to you.");
            }
            Principal principal = caller.principal();
            List<String> missing =
                    scopes.stream().filter(scope -> !principal.may(scope)).toList();
            if (!missing.isEmpty()) {
                throw new ApiException(
                                ErrorCode.SCOPE_REQUIRED, "This needs the scope " + String.join(" and ", missing) + ".")
                        .withMember("required_scopes", scopes);
            }
        }
    }
}
