package dev.callsheet.identity.mail;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;

/**
 * An address that a mail can be sent to: ASCII, without quoting, comments or a display name. Stricter than RFC 5321, so
 * that no address can bring a header or a second recipient along.
 */
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Size(max = 254) @Pattern(
        regexp = "\\s*[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
                + "[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]\\s*")
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface EmailAddress {

    String message() default "must be an e-mail address such as crew@example.com, of at most 254 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The one spelling of an address that is stored and compared. */
    final class Spelling {
        private Spelling() {}

        public static String of(String address) {
            return address.strip().toLowerCase(Locale.ROOT);
        }
    }
}
