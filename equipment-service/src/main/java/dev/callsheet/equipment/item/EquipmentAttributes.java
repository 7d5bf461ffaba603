package dev.callsheet.equipment.item;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Equipment as answers show it (Sector Pro 5.8). */
@ResourceType("equipment")
public record EquipmentAttributes(
        @Schema(examples = "Line array module") String name,
        @Schema(examples = "Meyer Sound") @Nullable String brand,
        @Schema(examples = "LYON-M") @Nullable String model,
        @Schema(examples = "speakers") String category,
        @Schema(examples = "line array") @Nullable String subcategory,
        @Nullable Department department,
        @Schema(examples = "24") int quantityTotal,
        @Schema(examples = "85.5") @Nullable BigDecimal dailyRate,
        @Schema(examples = "EUR") String currency,
        @Schema(examples = "55.8") @Nullable BigDecimal weightKg,
        @Nullable Dimensions dimensions,
        @Schema(examples = "230 V, 16 A") @Nullable String powerRequirements,
        @Nullable String notes,

        @Schema(examples = "https://example.com/lyon.jpg") @Nullable
        String imageUrl,

        @Schema(examples = "{\"max_spl_db\": 143}") @Nullable JsonNode specifications,

        @Schema(examples = "2027-01-10") @Nullable LocalDate lastMaintenanceDate,
        @Schema(examples = "2028-01-10") @Nullable LocalDate nextMaintenanceDate,
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
