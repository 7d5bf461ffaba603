package dev.callsheet.equipment.item;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Equipment as answers show it (Sector Pro 5.8). */
public record EquipmentAttributes(
        String name,
        @Nullable String brand,
        @Nullable String model,
        String category,
        @Nullable String subcategory,
        @Nullable Department department,
        int quantityTotal,
        @Nullable BigDecimal dailyRate,
        String currency,
        @Nullable BigDecimal weightKg,
        @Nullable Dimensions dimensions,
        @Nullable String powerRequirements,
        @Nullable String notes,
        @Nullable String imageUrl,
        @Nullable JsonNode specifications,
        @Nullable LocalDate lastMaintenanceDate,
        @Nullable LocalDate nextMaintenanceDate,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<EquipmentAttributes> resourceOf(Equipment item) {
        return Resource.of(
                item.id(),
                "equipment",
                new EquipmentAttributes(
                        item.name(),
                        item.brand(),
                        item.model(),
                        item.category(),
                        item.subcategory(),
                        item.department(),
                        item.quantityTotal(),
                        item.dailyRate(),
                        item.currency(),
                        item.weightKg(),
                        item.dimensions(),
                        item.powerRequirements(),
                        item.notes(),
                        item.imageUrl(),
                        item.specifications(),
                        item.lastMaintenanceDate(),
                        item.nextMaintenanceDate(),
                        item.version(),
                        item.createdAt(),
                        item.updatedAt()));
    }
}
