package dev.callsheet.equipment.item;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Department;
import dev.callsheet.platform.data.entity.JsonText;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.platform.web.list.SearchTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pieces of one kind. Amounts and sizes are spelled alike however they were sent, so that 50 and 50.00 are no change. */
@Entity
public class Equipment extends OrganizationEntity {

    private static final String USUAL_CURRENCY = "EUR";
    private static final int CENTS = 2;

    @Column(nullable = false)
    private String name;

    private @Nullable String brand;
    private @Nullable String model;

    @Column(nullable = false)
    private String category;

    private @Nullable String subcategory;

    @Enumerated(EnumType.STRING)
    private @Nullable Department department;

    @Column(nullable = false)
    private int quantityTotal;

    private @Nullable BigDecimal dailyRate;

    @Column(nullable = false)
    private String currency;

    private @Nullable BigDecimal weightKg;
    private @Nullable BigDecimal width;
    private @Nullable BigDecimal height;
    private @Nullable BigDecimal depth;
    private @Nullable String powerRequirements;
    private @Nullable String notes;
    private @Nullable String imageUrl;

    @Convert(converter = JsonText.class)
    private @Nullable JsonNode specifications;

    private @Nullable LocalDate lastMaintenanceDate;
    private @Nullable LocalDate nextMaintenanceDate;

    @Column(nullable = false)
    private String searchText;

    @Column(insertable = false, updatable = false)
    private @Nullable String search;

    protected Equipment() {}

    Equipment(EquipmentRequest request) {
        apply(request);
    }

    final void apply(EquipmentRequest request) {
        Dimensions size = request.dimensions();
        name = request.name();
        brand = request.brand();
        model = request.model();
        category = request.category();
        subcategory = request.subcategory();
        department = request.department();
        quantityTotal = request.quantityTotal();
        dailyRate = request.dailyRate();
        currency = Objects.requireNonNullElse(request.currency(), USUAL_CURRENCY);
        weightKg = request.weightKg();
        width = size == null ? null : size.width();
        height = size == null ? null : size.height();
        depth = size == null ? null : size.depth();
        powerRequirements = request.powerRequirements();
        notes = request.notes();
        imageUrl = request.imageUrl();
        specifications = request.specifications();
        lastMaintenanceDate = request.lastMaintenanceDate();
        nextMaintenanceDate = request.nextMaintenanceDate();
        searchText = SearchTerms.fold(
                Stream.of(name, brand, model).filter(Objects::nonNull).collect(Collectors.joining(" ")));
    }

    EquipmentRequest asRequest() {
        return new EquipmentRequest(
                name,
                brand,
                model,
                category,
                subcategory,
                department,
                quantityTotal,
                dailyRate(),
                currency,
                weightKg(),
                dimensions(),
                powerRequirements,
                notes,
                imageUrl,
                specifications,
                lastMaintenanceDate,
                nextMaintenanceDate);
    }

    String name() {
        return name;
    }

    @Nullable String brand() {
        return brand;
    }

    @Nullable String model() {
        return model;
    }

    String category() {
        return category;
    }

    @Nullable String subcategory() {
        return subcategory;
    }

    @Nullable Department department() {
        return department;
    }

    int quantityTotal() {
        return quantityTotal;
    }

    /** With two decimals. */
    @Nullable BigDecimal dailyRate() {
        return dailyRate == null ? null : dailyRate.setScale(CENTS);
    }

    String currency() {
        return currency;
    }

    @Nullable BigDecimal weightKg() {
        return shortest(weightKg);
    }

    /** All three sides or none. */
    @Nullable Dimensions dimensions() {
        BigDecimal across = shortest(width);
        BigDecimal up = shortest(height);
        BigDecimal back = shortest(depth);
        return across == null || up == null || back == null ? null : new Dimensions(across, up, back);
    }

    @Nullable String powerRequirements() {
        return powerRequirements;
    }

    @Nullable String notes() {
        return notes;
    }

    @Nullable String imageUrl() {
        return imageUrl;
    }

    @Nullable JsonNode specifications() {
        return specifications;
    }

    @Nullable LocalDate lastMaintenanceDate() {
        return lastMaintenanceDate;
    }

    @Nullable LocalDate nextMaintenanceDate() {
        return nextMaintenanceDate;
    }

    /** Without zeros at the end, and never in powers of ten. */
    private static @Nullable BigDecimal shortest(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
