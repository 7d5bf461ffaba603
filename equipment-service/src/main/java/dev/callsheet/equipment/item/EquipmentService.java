package dev.callsheet.equipment.item;

import dev.callsheet.contracts.Department;
import dev.callsheet.contracts.equipment.EquipmentCreated;
import dev.callsheet.contracts.equipment.EquipmentDeleted;
import dev.callsheet.contracts.equipment.EquipmentEvents;
import dev.callsheet.contracts.equipment.EquipmentUpdated;
import dev.callsheet.platform.data.entity.Sight;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.body.ChangedFields;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.ListQuery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class EquipmentService {

    private final EquipmentRepository equipment;
    private final Outbox outbox;

    @Inject
    EquipmentService(EquipmentRepository equipment, Outbox outbox) {
        this.equipment = equipment;
        this.outbox = outbox;
    }

    @OrganizationSession
    Uni<Envelope<List<Resource<EquipmentAttributes>>>> list(ListQuery query) {
        return equipment.list(query).map(page -> Envelope.list(query, page, EquipmentAttributes::resourceOf));
    }

    @OrganizationSession
    Uni<Resource<EquipmentAttributes>> get(UUID id) {
        return equipment.get(id).map(EquipmentAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Resource<EquipmentAttributes>> create(EquipmentRequest request) {
        requireShared(request);
        return equipment
                .persistAndFlush(new Equipment(request))
                .call(item -> outbox.append(
                        EquipmentEvents.EQUIPMENT_CREATED,
                        item.id(),
                        new EquipmentCreated(EquipmentSnapshots.snapshotOf(item))))
                .map(EquipmentAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Resource<EquipmentAttributes>> update(UUID id, MergePatch<EquipmentRequest> patch) {
        return equipment.getForUpdate(id).call(item -> change(item, patch)).map(EquipmentAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Void> delete(UUID id, @Nullable IfMatch ifMatch) {
        return equipment
                .getForUpdate(id)
                .invoke(item -> IfMatch.require(ifMatch, item.version()))
                .invoke(Equipment::delete)
                .call(equipment::flush)
                .chain(item -> outbox.append(
                        EquipmentEvents.EQUIPMENT_DELETED,
                        id,
                        new EquipmentDeleted(EquipmentSnapshots.snapshotOf(item))));
    }

    private Uni<Void> change(Equipment item, MergePatch<EquipmentRequest> patch) {
        patch.requireVersion(item.version());
        EquipmentRequest before = item.asRequest();
        EquipmentRequest wanted = patch.applyTo(before);
        requireShared(wanted);
        item.apply(wanted);
        List<String> changed = ChangedFields.between(before, item.asRequest());
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return equipment
                .flush()
                .chain(() -> outbox.append(
                        EquipmentEvents.EQUIPMENT_UPDATED,
                        item.id(),
                        new EquipmentUpdated(EquipmentSnapshots.snapshotOf(item), changed)));
    }

    private static void requireShared(EquipmentRequest request) {
        Department department = request.department();
        Sight.requireShared(department == null ? List.of() : List.of(department));
    }
}
