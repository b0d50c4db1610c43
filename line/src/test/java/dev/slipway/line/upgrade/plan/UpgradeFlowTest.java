package dev.slipway.line.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.upgrade.plan.Upgrade.Phase;
import dev.slipway.line.upgrade.plan.Upgrade.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How an upgrade goes on, whatever becomes of it. */
class UpgradeFlowTest {
    private static final Point FROM = new Point("v0.1.0", "0.1.0+aaaaaaaaa", "aaa", "main", Set.of("V1__all.sql"));
    private static final Point TO = new Point("v0.2.0", "0.2.0+bbbbbbbbb", "bbb", null, Set.of("V1__all.sql"));
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final RollbackFeasibility INFEASIBLE =
            new RollbackFeasibility(List.of("V3__contract_column.sql has run"), List.of());
    private static final RollbackFeasibility UNKNOWN =
            new RollbackFeasibility(List.of(), List.of("V3__contract_column.sql may have run"));

    @Test
    void goesThroughAllPhases() {
        assertThat(phases(Upgrade.begin(FROM, TO, true, null)))
                .containsExactly(Phase.BUILD, Phase.BACKUP, Phase.GATE, Phase.SWITCH, Phase.UP, Phase.PROBE);
        assertThat(phases(Upgrade.begin(FROM, TO, false, null)))
                .containsExactly(Phase.BUILD, Phase.GATE, Phase.SWITCH, Phase.UP, Phase.PROBE);
    }

    @Test
    void rollsBackByTheCheckoutAndTheLineAlone() {
        Upgrade back = at(Phase.UP).rollBack("it does not come up");
        assertThat(phases(back)).containsExactly(Phase.SWITCH, Phase.UP, Phase.PROBE);
        assertThat(back.goal()).isEqualTo(FROM);
        assertThat(at(Phase.UP).goal()).isEqualTo(TO);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"BUILD", "BACKUP", "GATE"})
    void forgetsWhatHasChangedNothing(Phase phase) {
        assertThat(UpgradeFlow.failed(at(phase), "no", false, RollbackFeasibility.FEASIBLE))
                .isInstanceOf(UpgradeFlow.Failed.Forgotten.class);
        assertThat(UpgradeFlow.resume(at(phase), "aaa", List.of(), true, RollbackFeasibility.FEASIBLE))
                .isInstanceOf(UpgradeFlow.Resumed.Forgotten.class);
        assertThat(UpgradeFlow.resume(at(phase), "aaa", List.of(), false, RollbackFeasibility.FEASIBLE))
                .isEqualTo(new UpgradeFlow.Resumed.GoOn(at(phase)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SWITCH", "UP", "PROBE"})
    void rollsBackToWhatRan(Phase phase) {
        assertThat(UpgradeFlow.failed(at(phase), "no", false, RollbackFeasibility.FEASIBLE))
                .isEqualTo(new UpgradeFlow.Failed.Rollback(at(phase).rollBack("no")));
    }

    @Test
    void stopsWhereARollbackIsInfeasible() {
        assertThat(UpgradeFlow.failed(at(Phase.UP), "no", false, INFEASIBLE))
                .isEqualTo(new UpgradeFlow.Failed.Stopped(at(Phase.UP).stopped("no"), INFEASIBLE));
        assertThat(UpgradeFlow.resume(at(Phase.UP), "bbb", List.of(), true, INFEASIBLE))
                .isInstanceOfSatisfying(
                        UpgradeFlow.Resumed.Refused.class,
                        refused -> assertThat(refused.why()).contains("V3__contract_column.sql has run"));
        assertThat(UpgradeFlow.resume(at(Phase.UP), "bbb", List.of(), false, INFEASIBLE))
                .isInstanceOf(UpgradeFlow.Resumed.GoOn.class);
    }

    @Test
    void stopsWhereItIsUnknownWhetherARollbackIsFeasible() {
        assertThat(UpgradeFlow.failed(at(Phase.UP), "no", false, UNKNOWN))
                .isEqualTo(new UpgradeFlow.Failed.Stopped(at(Phase.UP).stopped("no"), UNKNOWN));
        assertThat(UpgradeFlow.resume(at(Phase.UP), "bbb", List.of(), true, UNKNOWN))
                .isEqualTo(new UpgradeFlow.Resumed.Refused(UNKNOWN.why(), UNKNOWN.remedy()));
    }

    @Test
    void goesOnToTheTargetWhereTheRollbackBecomesInfeasible() {
        Upgrade back = at(Phase.UP).rollBack("it does not come up").in(Phase.UP).stopped("nor does this");
        assertThat(UpgradeFlow.resume(back, "aaa", List.of(), false, INFEASIBLE))
                .isEqualTo(new UpgradeFlow.Resumed.GoOn(at(Phase.SWITCH)));
        assertThat(UpgradeFlow.resume(back, "aaa", List.of(), true, INFEASIBLE))
                .isEqualTo(new UpgradeFlow.Resumed.Refused(INFEASIBLE.why(), INFEASIBLE.remedy()));
        assertThat(UpgradeFlow.resume(back, "aaa", List.of(), false, UNKNOWN))
                .as("it was known to be feasible when it began")
                .isEqualTo(new UpgradeFlow.Resumed.GoOn(back));
    }

    @Test
    void waitsForApprovalsWithoutBuildingAnew() {
        assertThat(UpgradeFlow.failed(at(Phase.GATE), "approvals", true, RollbackFeasibility.FEASIBLE))
                .isEqualTo(new UpgradeFlow.Failed.Stopped(
                        at(Phase.GATE).stopped("approvals"), RollbackFeasibility.FEASIBLE));
    }

    @Test
    void takesAnotherBackupAfterALongWait() {
        Upgrade gate = at(Phase.BACKUP).backedUp(NOW).in(Phase.GATE);
        assertThat(after(gate, Duration.ofHours(1))).isEqualTo(gate.in(Phase.SWITCH));
        Upgrade again = after(gate, Duration.ofMinutes(61));
        assertThat(again).isEqualTo(gate.in(Phase.BACKUP));
        Upgrade asked = after(again, Duration.ofHours(2));
        assertThat(asked.phase()).isEqualTo(Phase.GATE);
        assertThat(after(asked, Duration.ofHours(2)).phase()).isEqualTo(Phase.SWITCH);
        assertThat(after(at(Phase.GATE), Duration.ZERO).phase())
                .as("one that was begun by an earlier release")
                .isEqualTo(Phase.BACKUP);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void discardsNothingThatSomebodyEdited(Phase phase) {
        UpgradeFlow.Resumed resumed =
                UpgradeFlow.resume(at(phase), "aaa", List.of("slipway"), false, RollbackFeasibility.FEASIBLE);
        if (phase.isHarmless()) {
            assertThat(resumed)
                    .isInstanceOfSatisfying(
                            UpgradeFlow.Resumed.Refused.class,
                            refused -> assertThat(refused.why())
                                    .isEqualTo("The checkout has changes that no commit has: slipway."));
            assertThat(UpgradeFlow.resume(at(phase), "aaa", List.of("slipway"), true, RollbackFeasibility.FEASIBLE))
                    .isInstanceOf(UpgradeFlow.Resumed.Forgotten.class);
        } else {
            assertThat(resumed).isInstanceOf(UpgradeFlow.Resumed.GoOn.class);
        }
    }

    @Test
    void doesNotRollBackTwice() {
        Upgrade back = at(Phase.UP).rollBack("it does not come up");
        assertThat(UpgradeFlow.failed(back.in(Phase.UP), "nor does this", false, RollbackFeasibility.FEASIBLE))
                .isEqualTo(new UpgradeFlow.Failed.Stopped(
                        back.in(Phase.UP).stopped("nor does this"), RollbackFeasibility.FEASIBLE));
        assertThat(UpgradeFlow.resume(back, "bbb", List.of(), false, RollbackFeasibility.FEASIBLE))
                .isEqualTo(new UpgradeFlow.Resumed.GoOn(back));
        assertThat(UpgradeFlow.resume(back, "aaa", List.of(), true, RollbackFeasibility.FEASIBLE))
                .isEqualTo(new UpgradeFlow.Resumed.GoOn(back));
    }

    @Test
    void rollsBackOnRequest() {
        assertThat(UpgradeFlow.resume(at(Phase.UP), "bbb", List.of(), true, RollbackFeasibility.FEASIBLE))
                .isEqualTo(new UpgradeFlow.Resumed.GoOn(at(Phase.UP).rollBack("somebody requested it")));
    }

    @Test
    void refusesACheckoutThatSomebodyMoved() {
        assertThat(UpgradeFlow.resume(at(Phase.UP), "ccc", List.of(), false, RollbackFeasibility.FEASIBLE))
                .isInstanceOf(UpgradeFlow.Resumed.Refused.class);
    }

    @Test
    void knowsADowngrade() {
        assertThat(Upgrade.begin(FROM, TO, true, null).isEarlierVersion()).isFalse();
        assertThat(Upgrade.begin(TO, FROM, true, null).isEarlierVersion()).isTrue();
    }

    private static Upgrade at(Phase phase) {
        return Upgrade.begin(FROM, TO, true, null).in(phase);
    }

    private static Upgrade after(Upgrade upgrade, Duration time) {
        return UpgradeFlow.after(upgrade, NOW.plus(time)).orElseThrow();
    }

    private static List<Phase> phases(Upgrade begun) {
        List<Phase> phases = new ArrayList<>();
        Optional<Upgrade> next = Optional.of(begun);
        while (next.isPresent()) {
            phases.add(next.get().phase());
            next = UpgradeFlow.after(next.get(), NOW);
        }
        return phases;
    }
}
