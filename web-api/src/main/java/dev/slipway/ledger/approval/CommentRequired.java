package dev.slipway.ledger.approval;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A rejection needs a comment, since somebody must act on it. */
@Documented
@Target(TYPE)
@Retention(RUNTIME)
@Constraint(validatedBy = CommentRequired.Validator.class)
@interface CommentRequired {
    String message() default "is required of whoever refuses";

    /** Required by Bean Validation. */
    Class<?>[] groups() default {};

    /** Required by Bean Validation. */
    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<CommentRequired, DecideRequest> {

        @Override
        public boolean isValid(DecideRequest request, ConstraintValidatorContext context) {
            if (request.verdict() != ApprovalVerdict.REFUSED || request.comment() != null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("comment")
                    .addConstraintViolation();
            return false;
        }
    }
}
