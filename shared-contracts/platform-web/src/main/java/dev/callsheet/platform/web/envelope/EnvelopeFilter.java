package dev.callsheet.platform.web.envelope;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Writes envelopes with their {@code ETag}; a GET whose {@code If-None-Match} names it gets 304 and no body. */
public class EnvelopeFilter {

    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8");

    private final EnvelopeRenderer renderer;

    @Inject
    public EnvelopeFilter(EnvelopeRenderer renderer) {
        this.renderer = renderer;
    }

    @ServerResponseFilter
    public void render(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Envelope<?> envelope)) {
            return;
        }
        EnvelopeRenderer.Rendered rendered = renderer.render(envelope);
        String tag = rendered.tag();
        if (tag != null) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        }
        if (tag != null && isKnown(tag, request)) {
            response.setStatus(304);
            response.setEntity(null);
        } else {
            response.setEntity(rendered.body(), new Annotation[0], JSON);
        }
    }

    private static boolean isKnown(String tag, ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.GET)
                && IfNoneMatch.names(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag);
    }
}
