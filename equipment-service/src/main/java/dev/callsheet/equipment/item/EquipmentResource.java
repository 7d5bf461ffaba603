package dev.callsheet.equipment.item;

import dev.callsheet.contracts.Department;
import dev.callsheet.contracts.equipment.EquipmentScopes;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/equipment")
@Tag(name = "Equipment", description = "What the organization owns and takes to jobs")
public class EquipmentResource {

    private static final ListSchema LISTS = ListSchema.of(EquipmentAttributes.class)
            .sortable("name", String.class)
            .sortable("category", String.class)
            .sortable("quantity_total", Integer.class)
            .sortable("created_at", Instant.class)
            .sortable("updated_at", Instant.class)
            .filterable("brand", String.class)
            .filterable("model", String.class)
            .filterable("subcategory", String.class)
            .filterable("department", Department.class)
            .filterable("daily_rate", BigDecimal.class)
            .filterable("last_maintenance_date", LocalDate.class)
            .filterable("next_maintenance_date", LocalDate.class)
            .shorthand("category", "subcategory", "department", "brand")
            .searchable("search")
            .sortedBy("name");

    private final EquipmentService equipment;

    @Inject
    EquipmentResource(EquipmentService equipment) {
        this.equipment = equipment;
    }

    @GET
    @RequiresScope(EquipmentScopes.EQUIPMENT_READ)
    @Operation(operationId = "listEquipment", summary = "List equipment")
    public Uni<Envelope<List<Resource<EquipmentAttributes>>>> list(@Context UriInfo uri) {
        return equipment.list(ListQuery.parse(LISTS, uri));
    }

    @GET
    @Path("/{id}")
    @RequiresScope(EquipmentScopes.EQUIPMENT_READ)
    @Operation(operationId = "getEquipment", summary = "Get an equipment item")
    public Uni<Envelope<Resource<EquipmentAttributes>>> get(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parseSingle(LISTS, uri);
        return equipment.get(id).map(resource -> Envelope.of(resource, query));
    }

    @POST
    @Idempotent
    @RequiresScope(EquipmentScopes.EQUIPMENT_WRITE)
    @Operation(operationId = "createEquipment", summary = "Create an equipment item")
    public Uni<RestResponse<Envelope<Resource<EquipmentAttributes>>>> create(
            EquipmentRequest request, @Context UriInfo uri) {
        return equipment.create(request).map(resource -> Created.at(uri, resource));
    }

    @PUT
    @Path("/{id}")
    @Idempotent
    @RequiresScope(EquipmentScopes.EQUIPMENT_WRITE)
    @Operation(operationId = "updateEquipment", summary = "Update an equipment item; absent fields stay as they are")
    public Uni<Envelope<Resource<EquipmentAttributes>>> update(UUID id, MergePatch<EquipmentRequest> patch) {
        return equipment.update(id, patch).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @Idempotent
    @RequiresScope(EquipmentScopes.EQUIPMENT_WRITE)
    @Operation(operationId = "patchEquipment", summary = "Update an equipment item; the same as PUT")
    public Uni<Envelope<Resource<EquipmentAttributes>>> patch(UUID id, MergePatch<EquipmentRequest> patch) {
        return update(id, patch);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(EquipmentScopes.EQUIPMENT_WRITE)
    @Operation(operationId = "deleteEquipment", summary = "Delete an equipment item")
    public Uni<Void> delete(UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch ifMatch) {
        return equipment.delete(id, ifMatch);
    }
}
