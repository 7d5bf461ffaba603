package dev.callsheet.contracts.equipment;

import dev.callsheet.contracts.event.EventType;

/** The events of {@code equipment.events} (Sector Pro 8.1). */
public final class EquipmentEvents {

    public static final EventType<EquipmentCreated> EQUIPMENT_CREATED =
            new EventType<>("equipment.created", EquipmentCreated.class, "Equipment was added to the stock.");
    public static final EventType<EquipmentUpdated> EQUIPMENT_UPDATED =
            new EventType<>("equipment.updated", EquipmentUpdated.class, "An equipment item's details changed.");
    public static final EventType<EquipmentDeleted> EQUIPMENT_DELETED =
            new EventType<>("equipment.deleted", EquipmentDeleted.class, "Equipment was deleted from the stock.");

    private EquipmentEvents() {}
}
