package dev.callsheet.platform.web.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.security.InternalRoute;
import dev.callsheet.platform.web.security.PublicRoute;
import dev.callsheet.platform.web.security.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Routes that nobody calls; they are described. */
@Path("/api/v1/places")
class PlaceResource {

    static final ListSchema LISTS = ListSchema.of(PlaceAttributes.class)
            .sortable("opened_at", Instant.class)
            .filterable("kind", Kind.class)
            .shorthand("kind")
            .sortedBy("-opened_at");

    enum Kind {
        ARENA,
        CLUB
    }

    @ResourceType("place")
    record PlaceAttributes(
            String displayName,
            @Nullable Kind kind,
            Instant openedAt,
            @Nullable BigDecimal rent,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {}

    @ReadOnlyAttributes("opened_at")
    record PlaceRequest(
            @NotBlank @Size(max = 50) String displayName,
            @Nullable Kind kind) {}

    @GET
    @RequiresScope("places:read")
    public Uni<Envelope<List<Resource<PlaceAttributes>>>> list(@Context UriInfo uri) {
        throw new UnsupportedOperationException();
    }

    @POST
    @Idempotent
    @RequiresScope("places:write")
    public Uni<RestResponse<Envelope<Resource<PlaceAttributes>>>> create(PlaceRequest request) {
        throw new UnsupportedOperationException();
    }

    @PATCH
    @Path("/{placeId}")
    @Idempotent
    @RequiresScope("places:write")
    public Uni<Envelope<Resource<PlaceAttributes>>> patch(UUID placeId, MergePatch<PlaceRequest> patch) {
        throw new UnsupportedOperationException();
    }

    @DELETE
    @Path("/{placeId}")
    @RequiresScope("places:write")
    public Uni<Void> delete(UUID placeId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        throw new UnsupportedOperationException();
    }

    @GET
    @Path("/open")
    @PublicRoute
    public Envelope<List<String>> open() {
        throw new UnsupportedOperationException();
    }

    @POST
    @Path("/sync")
    @InternalRoute("gateway")
    public Uni<Void> sync() {
        throw new UnsupportedOperationException();
    }

    /** Stands for the annotation of platform-data, which is told by its name. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Idempotent {}
}
