package dev.callsheet.scheduling.location;

import dev.callsheet.contracts.scheduling.SchedulingScopes;
import dev.callsheet.platform.data.idempotency.Idempotent;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Created;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.security.RequiresScope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/locations")
@Tag(name = "Locations", description = "Venues and other places of work")
public class LocationResource {

    private static final ListSchema LISTS = ListSchema.of(LocationAttributes.class)
            .sortable("name", String.class)
            .sortable("created_at", Instant.class)
            .filterable("city", String.class)
            .filterable("country", String.class)
            .filterable("updated_at", Instant.class)
            .shorthand("city", "country")
            .searchable("search")
            .sortedBy("name");

    private final LocationService locations;

    @Inject
    LocationResource(LocationService locations) {
        this.locations = locations;
    }

    @GET
    @RequiresScope(SchedulingScopes.LOCATIONS_READ)
    @Operation(operationId = "listLocations", summary = "List locations")
    public Uni<Envelope<List<Resource<LocationAttributes>>>> list(@Context UriInfo uri) {
        return locations.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{id}")
    @RequiresScope(SchedulingScopes.LOCATIONS_READ)
    @Operation(operationId = "getLocation", summary = "Get a location")
    public Uni<Envelope<Resource<LocationAttributes>>> get(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return locations.get(id).map(resource -> Envelope.of(resource, query));
    }

    @POST
    @Idempotent
    @RequiresScope(SchedulingScopes.LOCATIONS_WRITE)
    @Operation(operationId = "createLocation", summary = "Create a location")
    public Uni<RestResponse<Envelope<Resource<LocationAttributes>>>> create(
            LocationRequest request, @Context UriInfo uri) {
        return locations.create(request).map(resource -> Created.at(uri, resource));
    }

    @PUT
    @Path("/{id}")
    @Idempotent
    @RequiresScope(SchedulingScopes.LOCATIONS_WRITE)
    @Operation(operationId = "updateLocation", summary = "Update a location; absent fields stay as they are")
    public Uni<Envelope<Resource<LocationAttributes>>> update(UUID id, MergePatch<LocationRequest> patch) {
        return locations.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @Idempotent
    @RequiresScope(SchedulingScopes.LOCATIONS_WRITE)
    @Operation(operationId = "patchLocation", summary = "Update a location; the same as PUT")
    public Uni<Envelope<Resource<LocationAttributes>>> patch(UUID id, MergePatch<LocationRequest> patch) {
        return update(id, patch);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(SchedulingScopes.LOCATIONS_WRITE)
    @Operation(operationId = "deleteLocation", summary = "Delete a location")
    public Uni<Void> delete(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return locations.delete(id, ifMatch);
    }
}
