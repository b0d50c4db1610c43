package dev.slipway.ledger.auditlog.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlausibilityTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    void believesWhatClocksMayShow() {
        assertThat(Plausibility.objection(auditRecord(NOW, 1), null, NOW)).isEmpty();
        assertThat(Plausibility.objection(auditRecord(NOW.plusSeconds(299), 1), NOW, NOW))
                .isEmpty();
        assertThat(Plausibility.objection(auditRecord(NOW.minusSeconds(299), 1), NOW, NOW))
                .isEmpty();
        assertThat(Plausibility.objection(auditRecord(NOW.minus(Duration.ofDays(30)), 1), null, NOW))
                .isEmpty();
    }

    @Test
    void believesNeitherTheFutureNorARewrittenPast() {
        assertThat(Plausibility.objection(auditRecord(NOW.plusSeconds(301), 1), null, NOW))
                .isNotEmpty();
        assertThat(Plausibility.objection(auditRecord(NOW.minusSeconds(301), 1), NOW, NOW))
                .isNotEmpty();
        assertThat(Plausibility.objection(auditRecord(Instant.MAX, 1), null, NOW))
                .isNotEmpty();
        assertThat(Plausibility.objection(auditRecord(Instant.MIN, 1), NOW, NOW))
                .isNotEmpty();
    }

    /** A machine may start with a clock that is fast, and set it right. */
    @Test
    void believesAClockThatIsSetBack() {
        assertThat(Plausibility.objection(auditRecord(NOW, 1), NOW.plus(Duration.ofHours(1)), NOW))
                .isEmpty();
        assertThat(Plausibility.objection(auditRecord(NOW.minus(Duration.ofMinutes(10)), 1), NOW, NOW))
                .isNotEmpty();
    }

    @Test
    void believesNoOperationOnHundreds() {
        assertThat(Plausibility.objection(auditRecord(NOW, 100), null, NOW)).isEmpty();
        assertThat(Plausibility.objection(auditRecord(NOW, 101), null, NOW)).isNotEmpty();
    }

    private static AuditRecord auditRecord(Instant at, int archives) {
        Map<String, AuditRecord.Action> actions = new HashMap<>();
        for (int i = 0; i < archives; i++) {
            actions.put(i + ".war", new AuditRecord.Action(Operation.DEPLOY, Optional.empty(), false));
        }
        return new AuditRecord(at, true, false, "jane", Channel.CLI, actions, "{}", "{}");
    }
}
