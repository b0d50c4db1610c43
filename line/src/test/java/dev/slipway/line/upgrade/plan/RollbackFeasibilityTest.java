package dev.slipway.line.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.upgrade.plan.Upgrade.Point;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What blocks a rollback since the upgrade began, or may block it. */
class RollbackFeasibilityTest {
    private static final Point FROM = point("0.1.0", "V0__contract_before.sql", "V1__create_all.sql");
    private static final Point WIDER = point("0.2.0", "V0__contract_before.sql", "V1__create_all.sql", "V2__add.sql");
    private static final Point NARROWER = point(
            "0.2.0",
            "V0__contract_before.sql",
            "V1__create_all.sql",
            "V2__add.sql",
            "V3__contract_column.sql",
            "V4__contract_row.sql");

    private static Point point(String version, String... migrations) {
        return new Point("v" + version, version + "+aaaaaaaaa", "aaa", null, Set.of(migrations));
    }

    private static Upgrade to(Point point) {
        return Upgrade.begin(FROM, point, true, "26.7.0");
    }

    @Test
    void isFeasiblePastWhatOnlyWidened() {
        assertThat(RollbackFeasibility.of(to(NARROWER), true, WIDER.migrations(), "26.7.0"))
                .isEqualTo(RollbackFeasibility.FEASIBLE);
    }

    @Test
    void isInfeasibleAfterWhatHasRun() {
        RollbackFeasibility rollback = RollbackFeasibility.of(
                to(NARROWER), true, Set.of("V0__contract_before.sql", "V3__contract_column.sql"), "26.8.0");
        assertThat(rollback.blockers())
                .containsExactly(
                        "V3__contract_column.sql has run", "Keycloak's database was of 26.7.0 and is of 26.8.0");
        assertThat(rollback.isFeasible()).isFalse();
        assertThat(rollback.isInfeasible()).isTrue();
        assertThat(rollback.remedy()).contains("the backup");
    }

    @Test
    void isUnknownWhereTheDatabaseThatMayHaveContractedDoesNotAnswer() {
        RollbackFeasibility rollback = RollbackFeasibility.of(to(NARROWER), true, null, null);
        assertThat(rollback.possibleBlockers())
                .containsExactly(
                        "V3__contract_column.sql may have run",
                        "V4__contract_row.sql may have run",
                        "Keycloak may have migrated its database");
        assertThat(rollback.isFeasible()).isFalse();
        assertThat(rollback.isInfeasible()).isFalse();
        assertThat(rollback.remedy()).contains("web-api/bin/postgresql serve");
    }

    @Test
    void isFeasibleWhereTheTargetBlocksNothing() {
        assertThat(RollbackFeasibility.of(to(WIDER), false, null, null)).isEqualTo(RollbackFeasibility.FEASIBLE);
    }
}
