package dev.callsheet.platform.web.envelope;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Writes envelopes with their {@code ETag}; a GET whose {@code If-None-Match} names it gets 304 and no body. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class EnvelopeWriter implements ServerMessageBodyWriter<Envelope<?>> {

    private final EnvelopeRenderer renderer;

    @Inject
    public EnvelopeWriter(EnvelopeRenderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == Envelope.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Envelope.class;
    }

    @Override
    public void writeResponse(Envelope<?> envelope, Type genericType, ServerRequestContext context) {
        EnvelopeRenderer.Rendered rendered = renderer.render(envelope);
        ServerHttpResponse response = context.serverResponse();
        String tag = rendered.tag();
        if (tag != null) {
            response.setResponseHeader(HttpHeaders.ETAG, tag);
            if (isFresh(context, tag)) {
                response.setStatusCode(304);
                response.end(new byte[0]);
                return;
            }
        }
        response.end(rendered.body());
    }

    @Override
    public void writeTo(
            Envelope<?> envelope,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(renderer.render(envelope).body().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isFresh(ServerRequestContext context, String tag) {
        String known = context.getRequestHeaders().getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return known != null
                && ((ResteasyReactiveRequestContext) context).getMethod().equals(HttpMethod.GET)
                && tagsOf(known).stream().anyMatch(candidate -> candidate.equals("*") || candidate.equals(tag));
    }

    private static List<String> tagsOf(String header) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .toList();
    }
}
