package dev.callsheet.equipment.item;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;

/** The outer size of one piece in millimetres. */
public record Dimensions(
        @NotNull @DecimalMin("0") @Digits(integer = 6, fraction = 2) BigDecimal width,

        @NotNull @DecimalMin("0") @Digits(integer = 6, fraction = 2) BigDecimal height,

        @NotNull @DecimalMin("0") @Digits(integer = 6, fraction = 2) BigDecimal depth) {}
