package dev.slipway.ledger.request;

import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * A reason as the database has it. Release 0.2.0, which runs beside this one during an upgrade, writes a waiting request
 * anew whenever a detail differs from its own, and ignores members that it does not know.
 *
 * @param detail as release 0.2.0 has it
 * @param warning what this release adds after its first sentence; null: nothing
 */
record StoredReason(
        ReasonCode code,
        String detail,
        @Nullable String approver,
        @Nullable String warning) {
    static StoredReason of(Reason reason) {
        String detail = reason.detail();
        String warning = " " + Reason.UNKNOWN_RUNNER;
        int end = detail.indexOf('.') + 1;
        if (reason.code() != ReasonCode.APPROVAL_MISSING || !detail.startsWith(warning, end)) {
            return new StoredReason(reason.code(), detail, reason.approver(), null);
        }
        String before = detail.substring(0, end) + detail.substring(end + warning.length());
        return new StoredReason(reason.code(), before, reason.approver(), Reason.UNKNOWN_RUNNER);
    }

    Reason toReason() {
        Reason plain = new Reason(code, detail, approver);
        return warning == null ? plain : plain.withWarning(warning);
    }
}
