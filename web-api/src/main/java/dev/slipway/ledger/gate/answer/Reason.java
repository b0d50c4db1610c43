package dev.slipway.ledger.gate.answer;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One reason against a deployment, and how to resolve it.
 *
 * @param code the kind of reason
 * @param detail what is wrong this time, and what to do about it
 */
@Schema(description = "One reason against a deployment, and how to resolve it.")
public record Reason(
        @Schema(examples = "approval-missing") ReasonCode code,

        @Schema(examples = "1 of 2 approvals given. Ask an approver to approve the release for production.")
        String detail) {

    /** A reason whose detail is a format with these arguments. */
    public static Reason of(ReasonCode code, String format, Object... arguments) {
        return new Reason(code, String.format(Locale.ROOT, format, arguments));
    }
}
