package dev.callsheet.equipment.item;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class EquipmentRepository extends OrganizationRepository<Equipment> {

    EquipmentRepository() {
        super(Equipment.class, "equipment");
    }
}
