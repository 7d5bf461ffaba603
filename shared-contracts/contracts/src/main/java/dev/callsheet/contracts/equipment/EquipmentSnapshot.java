package dev.callsheet.contracts.equipment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An equipment item as it stood when the event was written.
 *
 * @param department {@code sound}, {@code lights} or {@code video}; null where it belongs to none of them
 * @param quantityTotal how many pieces the organization owns
 * @param lastMaintenanceDate the day, in the organization's zone
 * @param nextMaintenanceDate the day on which the next maintenance is due
 */
public record EquipmentSnapshot(
        UUID id,
        String name,
        @Nullable String brand,
        @Nullable String model,
        String category,
        @Nullable String subcategory,
        @Nullable String department,
        @JsonProperty("quantity_total") int quantityTotal,
        @JsonProperty("last_maintenance_date") @Nullable LocalDate lastMaintenanceDate,
        @JsonProperty("next_maintenance_date") @Nullable LocalDate nextMaintenanceDate,
        long version) {}
