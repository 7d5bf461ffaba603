package dev.callsheet.platform.web.document;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** Bean Validation, said in JSON Schema. What JSON Schema cannot say (a rule over two fields) is left to the server. */
final class Constraints {

    private Constraints() {}

    static void apply(AnnotatedElement element, Schema schema) {
        for (Annotation annotation : element.getAnnotations()) {
            switch (annotation) {
                case Size size -> size(schema, size.min(), size.max());
                case NotEmpty _ -> size(schema, 1, Integer.MAX_VALUE);
                case NotBlank _ -> schema.minLength(1).pattern("\\S");
                case Min least -> schema.setMinimum(BigDecimal.valueOf(least.value()));
                case Max most -> schema.setMaximum(BigDecimal.valueOf(most.value()));
                case DecimalMin least when least.inclusive() -> schema.setMinimum(new BigDecimal(least.value()));
                case DecimalMin least -> schema.setExclusiveMinimum(new BigDecimal(least.value()));
                case DecimalMax most when most.inclusive() -> schema.setMaximum(new BigDecimal(most.value()));
                case DecimalMax most -> schema.setExclusiveMaximum(new BigDecimal(most.value()));
                case Positive _ -> schema.setExclusiveMinimum(BigDecimal.ZERO);
                case PositiveOrZero _ -> schema.setMinimum(BigDecimal.ZERO);
                // Bean Validation matches the whole text, JSON Schema any part of it.
                case Pattern pattern -> schema.setPattern("^(?:" + pattern.regexp() + ")$");
                case Email _ -> schema.setFormat("email");
                case Digits digits -> digits(schema, digits);
                default -> {}
            }
        }
    }

    private static void size(Schema schema, int least, int most) {
        Integer minimum = least > 0 ? (Integer) least : null;
        Integer maximum = most < Integer.MAX_VALUE ? (Integer) most : null;
        if (is(schema, SchemaType.ARRAY)) {
            schema.setMinItems(larger(schema.getMinItems(), minimum));
            schema.setMaxItems(maximum == null ? schema.getMaxItems() : maximum);
        } else if (is(schema, SchemaType.OBJECT)) {
            schema.setMinProperties(larger(schema.getMinProperties(), minimum));
            schema.setMaxProperties(maximum == null ? schema.getMaxProperties() : maximum);
        } else {
            schema.setMinLength(larger(schema.getMinLength(), minimum));
            schema.setMaxLength(maximum == null ? schema.getMaxLength() : maximum);
        }
    }

    private static @Nullable Integer larger(@Nullable Integer one, @Nullable Integer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    /** The whole digits bound the number; a floating-point validator cannot judge multiples of 0.01. */
    private static void digits(Schema schema, Digits digits) {
        BigDecimal bound = BigDecimal.TEN.pow(digits.integer());
        if (schema.getMaximum() == null) {
            schema.setExclusiveMaximum(bound);
        }
        if (schema.getMinimum() == null) {
            schema.setExclusiveMinimum(bound.negate());
        }
    }

    private static boolean is(Schema schema, SchemaType type) {
        return schema.getType() != null && schema.getType().contains(type);
    }
}
