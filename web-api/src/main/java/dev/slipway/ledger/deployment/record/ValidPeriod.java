package dev.slipway.ledger.deployment.record;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import dev.slipway.ledger.deployment.DeploymentRepository;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;

/** Requires startedAt before finishedAt, both in the past, and not too far apart. */
@Documented
@Target(TYPE)
@Retention(RUNTIME)
@Constraint(validatedBy = ValidPeriod.Validator.class)
public @interface ValidPeriod {
    /** Reported for finishedAt if it is before startedAt. */
    String message() default "must not be before startedAt";

    /** Required by Bean Validation. */
    Class<?>[] groups() default {};

    /** Required by Bean Validation. */
    Class<? extends Payload>[] payload() default {};

    /** Compares the times that are present; {@code @NotNull} handles absent ones. */
    class Validator implements ConstraintValidator<ValidPeriod, HasPeriod> {
        /** A pipeline's clock may be ahead of the ledger's. */
        private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

        @Override
        @SuppressWarnings("NullAway") // a request that is being validated may lack anything
        public boolean isValid(HasPeriod request, ConstraintValidatorContext context) {
            Instant started = request.startedAt();
            Instant finished = request.finishedAt();
            if (started != null && finished != null && finished.isBefore(started)) {
                return refuse(context, "finishedAt", context.getDefaultConstraintMessageTemplate());
            }
            Instant now = context.getClockProvider().getClock().instant();
            if (finished != null && finished.isAfter(now.plus(CLOCK_SKEW))) {
                return refuse(context, "finishedAt", "must not be in the future");
            }
            if (started != null && finished != null && started.isBefore(finished.minus(DeploymentRepository.LONGEST))) {
                return refuse(context, "startedAt", "must be at most 6 hours before finishedAt");
            }
            return true;
        }

        private static boolean refuse(ConstraintValidatorContext context, String member, String message) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(member)
                    .addConstraintViolation();
            return false;
        }
    }
}
