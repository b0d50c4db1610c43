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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text that is the name of a constant of an enum, its {@code toString()}; null is another constraint's business. */
@Documented
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@Constraint(validatedBy = OneOf.Validator.class)
public @interface OneOf {
    Class<? extends Enum<?>> value();

    /** The names that clients may say; all if left out. */
    String[] only() default {};

    /** Said of anything else, with the names behind it. */
    String message() default "must be one of ";

    /** Required by Bean Validation. */
    Class<?>[] groups() default {};

    /** Required by Bean Validation. */
    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<OneOf, String> {
        private List<String> names = List.of();
        private String rule = "";

        @Override
        public void initialize(OneOf oneOf) {
            List<String> all = Arrays.stream(oneOf.value().getEnumConstants())
                    .map(Object::toString)
                    .toList();
            names = oneOf.only().length == 0 ? all : List.of(oneOf.only());
            rule = oneOf.message() + String.join(", ", names);
            if (!all.containsAll(names)) {
                throw new IllegalArgumentException(names + " are not all in " + oneOf.value());
            }
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null || names.contains(text)) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(rule).addConstraintViolation();
            return false;
        }
    }
}
