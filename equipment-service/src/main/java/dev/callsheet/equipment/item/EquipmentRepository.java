package dev.callsheet.equipment.item;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import dev.callsheet.platform.data.entity.Sight;
import dev.callsheet.platform.web.list.Condition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
public class EquipmentRepository extends OrganizationRepository<Equipment> {

    EquipmentRepository() {
        super(Equipment.class, "equipment");
    }

    @Override
    protected Uni<List<Condition>> sight() {
        return Uni.createFrom().item(Sight.inDepartments("e.department"));
    }
}
