package dev.slipway.ledger.request;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    private static final Reason FROZEN = new Reason(ReasonCode.FROZEN, "It is Friday.");

    @Test
    void areReadAsTheyWereWritten() {
        Reason expired = new Reason(ReasonCode.APPROVAL_EXPIRED, "It is over.").withApprover("eve");
        Reasons reasons = new Reasons(List.of(FROZEN, expired));
        String json = new Reasons.Column().convertToDatabaseColumn(reasons);
        assertThat(json).contains("\"approver\":\"eve\"").doesNotContain("null");
        assertThat(new Reasons.Column().convertToEntityAttribute(json)).isEqualTo(reasons);
    }

    /** An earlier release wrote no approver. */
    @Test
    void mayBeWithoutAnApprover() {
        Reasons reasons = requireNonNull(new Reasons.Column().convertToEntityAttribute("""
                        [{"code":"frozen","detail":"It is Friday."}]"""));
        assertThat(reasons.items()).containsExactly(FROZEN);
    }

    /** During an upgrade from it, workers of both releases look at a waiting request every few seconds. */
    @Test
    void keepTheDetailsOfRelease020() {
        String detail = "0 of 1 approval given. Ask an approver to approve 2.0 for production.";
        Reason missing = new Reason(ReasonCode.APPROVAL_MISSING, detail);
        Reason warned = missing.withWarning(Reason.UNKNOWN_RUNNER);
        assertThat(warned.detail())
                .isEqualTo("0 of 1 approval given. Who ran the pipeline is not known: that person must not approve it."
                        + " Ask an approver to approve 2.0 for production.");
        Reasons reasons = new Reasons(List.of(warned, missing));
        String json = new Reasons.Column().convertToDatabaseColumn(reasons);
        assertThat(json)
                .startsWith("[{\"code\":\"approval-missing\",\"detail\":\"" + detail + "\",\"warning\":\"Who ran")
                .endsWith(",{\"code\":\"approval-missing\",\"detail\":\"" + detail + "\"}]");
        assertThat(new Reasons.Column().convertToEntityAttribute(json)).isEqualTo(reasons);
    }
}
