package dev.callsheet.platform.web.envelope;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** The answer to a creation: 201, the new resource, and where it can be found. */
public final class Created {

    private Created() {}

    /** The resource lies below the path that was posted to. */
    public static <A> RestResponse<Envelope<Resource<A>>> at(UriInfo collection, Resource<A> resource) {
        String path = collection.getRequestUri().getRawPath() + "/" + resource.id();
        return RestResponse.ResponseBuilder.<Envelope<Resource<A>>>create(RestResponse.Status.CREATED)
                .header("Location", URI.create(path))
                .entity(Envelope.of(resource))
                .build();
    }
}
