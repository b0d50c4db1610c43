package dev.slipway.ledger.deployment.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentQueryTest {

    /** The end is not part of the period. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-01T00:00:00Z, 2026-11-30",
        "2026-12-01T00:00:00.000001Z, 2026-12-01",
        "2026-11-30T23:59:59Z, 2026-11-30",
        "2026-12-01T00:00:00+01:00, 2026-11-30",
        "2026-12-01T00:00:00-08:00, 2026-11-30"
    })
    void namesTheLastDay(String until, LocalDate day) {
        DeploymentQuery query = new DeploymentQuery();
        query.until = until;
        assertThat(query.untilDay()).contains(day);
    }

    @Test
    void namesTheFirstDay() {
        DeploymentQuery query = new DeploymentQuery();
        query.from = "2026-11-01T00:00:00Z";
        assertThat(query.fromDay()).contains(LocalDate.of(2026, 11, 1));
        assertThat(query.untilDay()).isEmpty();
    }

    @Test
    void namesTheFirstDayOfWhoAsks() {
        DeploymentQuery query = new DeploymentQuery();
        query.from = "2026-11-01T00:00:00+01:00";
        assertThat(query.fromDay()).contains(LocalDate.of(2026, 11, 1));
    }
}
