package dev.callsheet.equipment.item;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outer size of one piece in millimetres. */
public record Dimensions(
        @Schema(examples = "1136") @NotNull @DecimalMin("0") @Digits(integer = 6, fraction = 2) BigDecimal width,

        @Schema(examples = "390") @NotNull @DecimalMin("0") @Digits(integer = 6, fraction = 2) BigDecimal height,

        @Schema(examples = "617") @NotNull @DecimalMin("0") @Digits(integer = 6, fraction = 2) BigDecimal depth) {}
