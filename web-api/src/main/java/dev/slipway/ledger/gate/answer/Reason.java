package dev.slipway.ledger.gate.answer;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One reason against a deployment, and how to resolve it.
 *
 * @param code the kind of reason
 * @param detail what is wrong this time, and what to do about it
 * @param approver whose approval no longer counts; null where that is not the reason
 */
@Schema(description = "One reason against a deployment, and how to resolve it.")
public record Reason(
        @Schema(examples = "approval-missing") ReasonCode code,

        @Schema(examples = "1 of 2 approvals given. Ask an approver to approve the release for production.")
        String detail,

        @Schema(description = "Whose approval no longer counts; otherwise left out.", examples = "bob") @Nullable
        String approver) {

    /** The warning where four eyes cannot exclude somebody who is not known: the approvers have to. */
    public static final String UNKNOWN_RUNNER = "Who ran the pipeline is not known: that person must not approve it.";

    /** A reason that is not about an approval which no longer counts. */
    public Reason(ReasonCode code, String detail) {
        this(code, detail, null);
    }

    /** A reason whose detail is a format with these arguments. */
    public static Reason of(ReasonCode code, String format, Object... arguments) {
        return new Reason(code, String.format(Locale.ROOT, format, arguments));
    }

    /** The same reason, about this person's approval, which no longer counts. */
    public Reason withApprover(String who) {
        return new Reason(code, detail, who);
    }

    /** The same reason, with a warning after the first sentence of its detail. */
    public Reason withWarning(String warning) {
        int end = detail.indexOf('.') + 1;
        return new Reason(code, detail.substring(0, end) + " " + warning + detail.substring(end), approver);
    }
}
