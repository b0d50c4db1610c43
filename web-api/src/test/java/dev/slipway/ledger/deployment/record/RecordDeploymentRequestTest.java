package dev.slipway.ledger.deployment.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordDeploymentRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void isPutBackByWhatTheClientsClockIsAhead() {
        RecordDeploymentRequest ahead = request(NOW.plusSeconds(240), NOW.plusSeconds(252));
        assertThat(ahead.notAfter(NOW)).isEqualTo(request(NOW.minusSeconds(12), NOW));
    }

    @Test
    void staysWhereItIsNotAhead() {
        RecordDeploymentRequest past = request(NOW.minusSeconds(12), NOW);
        assertThat(past.notAfter(NOW)).isSameAs(past);
    }

    private static RecordDeploymentRequest request(Instant startedAt, Instant finishedAt) {
        return new RecordDeploymentRequest(
                "web-shop", "1.0", "production", null, startedAt, finishedAt, Outcome.SUCCEEDED, null, null, null);
    }
}
