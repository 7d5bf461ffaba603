package dev.callsheet.equipment.item;

import dev.callsheet.contracts.Department;
import dev.callsheet.contracts.equipment.EquipmentSnapshot;

/** How equipment looks from outside of this service. */
final class EquipmentSnapshots {

    private EquipmentSnapshots() {}

    static EquipmentSnapshot snapshotOf(Equipment item) {
        Department department = item.department();
        return new EquipmentSnapshot(
                item.id(),
                item.name(),
                item.brand(),
                item.model(),
                item.category(),
                item.subcategory(),
                department == null ? null : department.spelling(),
                item.quantityTotal(),
                item.lastMaintenanceDate(),
                item.nextMaintenanceDate(),
                item.version());
    }
}
