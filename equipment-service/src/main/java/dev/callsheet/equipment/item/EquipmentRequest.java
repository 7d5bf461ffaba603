package dev.callsheet.equipment.item;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of equipment (Sector Pro 5.8, PlanningHub's equipment).
 *
 * @param category such as {@code speakers}; the organization chooses its own
 * @param quantityTotal how many pieces the organization owns
 * @param dailyRate for one piece and day, in the currency
 * @param currency ISO 4217; {@code EUR} when absent
 * @param weightKg of one piece
 * @param specifications free-form
 */
@ReadOnlyAttributes({"id", "type", "version", "created_at", "updated_at"})
record EquipmentRequest(
        @Schema(examples = "Line array module") @NotBlank @Size(max = 200) String name,

        @Schema(examples = "Meyer Sound") @Size(max = 100) @Nullable String brand,

        @Schema(examples = "LYON-M") @Size(max = 100) @Nullable String model,

        @Schema(examples = "speakers") @NotBlank @Size(max = 100) String category,

        @Schema(examples = "line array") @Size(max = 100) @Nullable String subcategory,

        @Nullable Department department,

        @Schema(examples = "24") @NotNull @Min(0) @Max(1_000_000) Integer quantityTotal,

        @Schema(examples = "85.5") @DecimalMin("0") @Digits(integer = 10, fraction = 2) @Nullable BigDecimal dailyRate,

        @Schema(examples = "EUR") @Nullable String currency,

        @Schema(examples = "55.8") @DecimalMin("0") @Digits(integer = 6, fraction = 3) @Nullable BigDecimal weightKg,

        @Valid @Nullable Dimensions dimensions,

        @Schema(examples = "230 V, 16 A") @Size(max = 200) @Nullable String powerRequirements,

        @Size(max = 10000) @Nullable String notes,

        @Schema(examples = "https://example.com/lyon.jpg")
        @Pattern(regexp = "https?://[^\\s]{1,1990}", message = "must be a URL that starts with https:// or http://") @Nullable
        String imageUrl,

        @Schema(examples = "{\"max_spl_db\": 143}") @Nullable JsonNode specifications,

        @Schema(examples = "2027-01-10") @Nullable LocalDate lastMaintenanceDate,
        @Schema(examples = "2028-01-10") @Nullable LocalDate nextMaintenanceDate)
        implements CrossFieldRules {

    private static final int LONGEST_SPECIFICATIONS = 20_000;

    @Override
    public void check(Violations violations) {
        if (currency != null && !isCurrency(currency)) {
            violations.add("currency", "must be a currency of ISO 4217 such as EUR, was '" + currency + "'");
        }
        if (lastMaintenanceDate != null
                && nextMaintenanceDate != null
                && nextMaintenanceDate.isBefore(lastMaintenanceDate)) {
            violations.add("next_maintenance_date", "The next maintenance must not be before the last one");
        }
        if (specifications != null && !specifications.isObject()) {
            violations.add("specifications", "must be an object");
        } else if (specifications != null && specifications.toString().length() > LONGEST_SPECIFICATIONS) {
            violations.add("specifications", "must have at most " + LONGEST_SPECIFICATIONS + " characters as JSON");
        }
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .anyMatch(code::equals);
    }
}
