package dev.callsheet.contracts.equipment;

import dev.callsheet.contracts.DomainContract;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.security.Scope;
import java.util.List;

/** Equipment. */
public final class EquipmentContract implements DomainContract {

    @Override
    public String topic() {
        return "equipment.events";
    }

    @Override
    public List<EventType<?>> events() {
        return List.of(
                EquipmentEvents.EQUIPMENT_CREATED,
                EquipmentEvents.EQUIPMENT_UPDATED,
                EquipmentEvents.EQUIPMENT_DELETED);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(
                new Scope(EquipmentScopes.EQUIPMENT_READ, "Read the equipment catalogue."),
                new Scope(EquipmentScopes.EQUIPMENT_WRITE, "Create, change and delete equipment."),
                new Scope(EquipmentScopes.LOGISTICS_READ, "Read load-ins, load-outs and transports."),
                new Scope(EquipmentScopes.LOGISTICS_WRITE, "Plan load-ins, load-outs and transports."));
    }
}
