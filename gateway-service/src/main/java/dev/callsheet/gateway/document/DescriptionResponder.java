package dev.callsheet.gateway.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.callsheet.gateway.proxy.Compression;
import dev.callsheet.platform.web.envelope.IfNoneMatch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Serves the description of the API, bare and to everybody. It is the same from start to stop, so clients may keep it. */
public final class DescriptionResponder {

    private final Rendered json;
    private final Rendered yaml;

    public DescriptionResponder(JsonNode description, ObjectMapper mapper) {
        try {
            this.json = Rendered.of("application/json", mapper.writeValueAsBytes(description));
            YAMLMapper yamlMapper = YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build();
            this.yaml = Rendered.of("application/yaml", yamlMapper.writeValueAsBytes(description));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON cannot be written", impossible);
        }
    }

    public void json(HttpServerRequest request) {
        answer(request, json);
    }

    public void yaml(HttpServerRequest request) {
        answer(request, yaml);
    }

    private static void answer(HttpServerRequest request, Rendered rendered) {
        boolean gzip = Compression.acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.putHeader(HttpHeaders.ETAG, gzip ? "W/" + rendered.tag() : rendered.tag());
        response.putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        if (IfNoneMatch.names(request.getHeader(HttpHeaders.IF_NONE_MATCH), rendered.tag())) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, rendered.mediaType());
            end(request, gzip ? rendered.gzipped() : rendered.body(), gzip);
        }
        request.resume();
    }

    private static void end(HttpServerRequest request, Buffer body, boolean gzip) {
        HttpServerResponse response = request.response();
        if (gzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.end();
        } else {
            response.end(body);
        }
    }

    private record Rendered(String mediaType, Buffer body, Buffer gzipped, String tag) {

        static Rendered of(String mediaType, byte[] body) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
                String tag = "\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"";
                Buffer plain = Buffer.buffer(body);
                return new Rendered(mediaType, plain, Compression.gzip(plain), tag);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
