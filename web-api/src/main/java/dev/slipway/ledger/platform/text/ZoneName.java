package dev.slipway.ledger.platform.text;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The name of a time zone of the IANA database; null is another constraint's business.
 *
 * <p>No plain offsets: their clocks never change. PostgreSQL may lack some of these names, so queries get instants instead.
 */
@Documented
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@Constraint(validatedBy = ZoneName.Validator.class)
public @interface ZoneName {
    String message() default "must be a time zone such as Europe/Zurich, or UTC";

    /** Required by Bean Validation. */
    Class<?>[] groups() default {};

    /** Required by Bean Validation. */
    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<ZoneName, String> {
        private static final String NOT_OF_IANA = "SystemV/";

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || isKnown(text);
        }

        static boolean isKnown(String name) {
            return ZoneId.getAvailableZoneIds().contains(name) && !name.startsWith(NOT_OF_IANA);
        }
    }
}
