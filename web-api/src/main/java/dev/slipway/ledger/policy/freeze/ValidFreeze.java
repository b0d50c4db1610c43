package dev.slipway.ledger.policy.freeze;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import dev.slipway.ledger.platform.text.Moments;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;

/** The members of a freeze are consistent: its days are distinct, and its times have the same form and, if it comes once, are in order. */
@Documented
@Target(TYPE)
@Retention(RUNTIME)
@Constraint(validatedBy = ValidFreeze.Validator.class)
@interface ValidFreeze {
    /** Unused: each violation has its own message. */
    String message() default "does not fit together";

    /** Required by Bean Validation. */
    Class<?>[] groups() default {};

    /** Required by Bean Validation. */
    Class<? extends Payload>[] payload() default {};

    /** Checks members that are present; other constraints require them. */
    class Validator implements ConstraintValidator<ValidFreeze, Freeze> {
        private static final String DATE_TIME_RULE =
                "must be a date and a time without an offset, such as 2026-12-24T00:00";

        private static final String TIME_RULE = "must be a time of the day, such as 16:00";

        @Override
        @SuppressWarnings("NullAway") // a freeze that is being validated may lack anything
        public boolean isValid(Freeze freeze, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            boolean isValid = true;
            if (freeze.days() != null
                    && new HashSet<>(freeze.days()).size() < freeze.days().size()) {
                isValid = refuse(context, "days", "must not have a day twice");
            }
            if (freeze.from() == null || freeze.until() == null) {
                return isValid;
            }
            return (freeze.days() == null ? isOnceInOrder(freeze, context) : isWeeklyReadable(freeze, context))
                    && isValid;
        }

        private static boolean isOnceInOrder(Freeze freeze, ConstraintValidatorContext context) {
            boolean isFromReadable = isDateTime(freeze.from()) || refuse(context, "from", DATE_TIME_RULE);
            boolean isUntilReadable = isDateTime(freeze.until()) || refuse(context, "until", DATE_TIME_RULE);
            return isFromReadable
                    && isUntilReadable
                    && (LocalDateTime.parse(freeze.from()).isBefore(LocalDateTime.parse(freeze.until()))
                            || refuse(context, "until", "must be after from"));
        }

        private static boolean isWeeklyReadable(Freeze freeze, ConstraintValidatorContext context) {
            boolean isFromReadable = isTime(freeze.from()) || refuse(context, "from", TIME_RULE);
            boolean isUntilReadable = isTime(freeze.until()) || refuse(context, "until", TIME_RULE);
            return isFromReadable && isUntilReadable;
        }

        private static boolean isDateTime(String text) {
            try {
                return Moments.isPlausible(LocalDateTime.parse(text).getYear());
            } catch (DateTimeException e) {
                return false;
            }
        }

        private static boolean isTime(String text) {
            try {
                LocalTime.parse(text);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }

        private static boolean refuse(ConstraintValidatorContext context, String member, String message) {
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(member)
                    .addConstraintViolation();
            return false;
        }
    }
}
