package dev.slipway.ledger.people.approver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApproverTest {
    private static final Instant SINCE = Instant.parse("2026-11-26T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T10:00:00Z, NEW_ACCOUNT",
        "2026-11-26T09:59:58.999Z, NEW_ACCOUNT",
        "2026-11-26T09:59:59Z, APPROVER",
        "2026-11-26T10:00:00Z, APPROVER",
        "2026-11-27T10:00:00Z, APPROVER"
    })
    void hasDecidedNothingBeforeTheAccountWasCreated(Instant decidedAt, ApproverStatus expected) {
        assertThat(new Approver(ApproverStatus.APPROVER, null, SINCE).statusAsOf(decidedAt))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"NO_ROLE", "DISABLED", "NO_ACCOUNT"})
    void isLostInOneWayOnly(ApproverStatus status) {
        assertThat(new Approver(status, null, SINCE).statusAsOf(Instant.EPOCH)).isEqualTo(status);
    }

    @Test
    void hasDecidedEverythingWhereTheTimeOfTheAccountIsNotKnown() {
        assertThat(new Approver(ApproverStatus.APPROVER, null, null).statusAsOf(Instant.EPOCH))
                .isEqualTo(ApproverStatus.APPROVER);
        assertThat(Approver.UNKNOWN.statusAsOf(Instant.EPOCH)).isEqualTo(ApproverStatus.UNKNOWN);
    }
}
