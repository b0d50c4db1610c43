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
}
