package dev.slipway.line.roll.plan;

import static dev.slipway.line.roll.plan.RestartPlan.Kind.AWAIT_START;
import static dev.slipway.line.roll.plan.RestartPlan.Kind.COPY;
import static dev.slipway.line.roll.plan.RestartPlan.Kind.DRAIN;
import static dev.slipway.line.roll.plan.RestartPlan.Kind.ENABLE;
import static dev.slipway.line.roll.plan.RestartPlan.Kind.PROBE;
import static dev.slipway.line.roll.plan.RestartPlan.Kind.SHUT_DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.plan.RestartPlan.Facts;
import dev.slipway.line.roll.plan.RestartPlan.Found;
import dev.slipway.line.roll.plan.RestartPlan.Part;
import dev.slipway.line.roll.plan.RestartPlan.Running;
import dev.slipway.line.roll.plan.RestartPlan.Worker;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartPlanTest {
    private static final Worker ONE = new Worker("shop-1", true, true, true, false, false, true);
    private static final Worker TWO = new Worker("shop-2", true, true, true, false, false, true);

    private static List<String> plan(boolean isWell, Worker... workers) {
        return RestartPlan.of(List.of(workers), isWell).parts().stream()
                .map(RestartPlanTest::describe)
                .toList();
    }

    private static String describe(Part part) {
        return part.worker() + " " + part.kind();
    }

    private static Worker done(Worker worker) {
        return new Worker(worker.name(), true, false, true, false, false, true);
    }

    @Test
    void takesOneAfterTheOther() {
        assertThat(RestartPlan.of(List.of(ONE, TWO), true).parts())
                .extracting(Part::kind)
                .containsExactly(
                        DRAIN, SHUT_DOWN, AWAIT_START, PROBE, ENABLE, DRAIN, SHUT_DOWN, AWAIT_START, PROBE, ENABLE);
    }

    @Test
    void looksThatTheOthersAreWellBeforeTheNextOneGoes() {
        assertThat(plan(true, done(ONE), TWO))
                .containsExactly(
                        "shop-1 PROBE",
                        "shop-2 DRAIN",
                        "shop-2 SHUT_DOWN",
                        "shop-2 AWAIT_START",
                        "shop-2 PROBE",
                        "shop-2 ENABLE");
    }

    @Test
    void enablesWhatAnEarlierRunLeftDrained() {
        Worker out = new Worker("shop-1", true, false, true, true, false, true);
        assertThat(plan(true, out, done(TWO))).containsExactly("shop-1 PROBE", "shop-1 ENABLE", "shop-2 PROBE");
    }

    @Test
    void beginsWithWhatDoesNotAnswerAnyway() {
        Worker down = new Worker("shop-2", false, true, true, false, false, false);
        assertThat(plan(true, ONE, down))
                .startsWith("shop-2 AWAIT_START", "shop-2 PROBE", "shop-2 ENABLE", "shop-1 DRAIN");
    }

    @Test
    void givesANewOneWhatTheOthersRun() {
        Worker joining = new Worker("shop-2", true, false, false, false, true, false);
        assertThat(plan(true, done(ONE), joining)).containsExactly("shop-1 PROBE", "shop-2 COPY", "shop-2 PROBE");
        assertThat(RestartPlan.of(List.of(joining), true).parts())
                .extracting(Part::kind)
                .contains(COPY);
    }

    @Test
    void waitsForNoServiceThatWasNotWellBefore() {
        assertThat(plan(false, ONE, TWO)).noneMatch(part -> part.endsWith("PROBE"));
        Worker empty = new Worker("shop-1", true, true, true, false, false, false);
        assertThat(plan(true, empty))
                .containsExactly("shop-1 DRAIN", "shop-1 SHUT_DOWN", "shop-1 AWAIT_START", "shop-1 ENABLE");
    }

    private static final Running OLD = new Running(1, "old", Set.of("shop.war"));
    private static final Running NEW = new Running(2, "new", Set.of("shop.war"));

    private static List<String> plan(boolean isForDefinition, List<Member> members, Found... workers) {
        return RestartPlan.of(new Facts(List.of(workers), members, isForDefinition, true)).parts().stream()
                .map(RestartPlanTest::describe)
                .toList();
    }

    private static Member member(String worker, boolean isOut) {
        return new Member("shop", worker, isOut, !isOut, 0);
    }

    @Test
    void restartsTheProcessesThatRanBefore() {
        assertThat(plan(false, List.of(), new Found("shop-1", OLD, "old", 1L), new Found("shop-2", NEW, "old", 1L)))
                .containsExactly("shop-2 PROBE", "shop-1 SHUT_DOWN", "shop-1 AWAIT_START", "shop-1 PROBE");
    }

    @Test
    void restartsForADefinitionWhatRunsWithAnotherConfiguration() {
        assertThat(plan(
                        true,
                        List.of(),
                        new Found("shop-1", OLD, "new", 1L),
                        new Found("shop-2", NEW, "new", 2L),
                        new Found("shop-3", OLD, null, 1L)))
                .containsExactly(
                        "shop-2 PROBE", "shop-3 PROBE", "shop-1 SHUT_DOWN", "shop-1 AWAIT_START", "shop-1 PROBE");
    }

    @Test
    void restartsWhatDoesNotAnswerWhateverItRuns() {
        assertThat(plan(true, List.of(), new Found("shop-1", null, "new", 0L)))
                .containsExactly("shop-1 AWAIT_START", "shop-1 PROBE");
    }

    @Test
    void copiesWhatAnyOtherRuns() {
        Running empty = new Running(2, "new", Set.of());
        assertThat(plan(
                        true,
                        List.of(),
                        new Found("shop-1", NEW, "new", 2L),
                        new Found("shop-2", empty, "new", 2L),
                        new Found("shop-3", null, "new", 0L)))
                .containsExactly("shop-1 PROBE", "shop-2 COPY", "shop-2 PROBE", "shop-3 AWAIT_START", "shop-3 PROBE");
    }

    @Test
    void drainsOnlyWhatTheBalancerKnowsAndEnablesWhatIsDrained() {
        List<Member> members = List.of(member("shop-1", true), member("shop-2", false));
        assertThat(plan(
                        true,
                        members,
                        new Found("shop-1", NEW, "new", 2L),
                        new Found("shop-2", OLD, "new", 1L),
                        new Found("shop-3", OLD, "new", 1L)))
                .containsExactly(
                        "shop-1 PROBE",
                        "shop-1 ENABLE",
                        "shop-2 DRAIN",
                        "shop-2 SHUT_DOWN",
                        "shop-2 AWAIT_START",
                        "shop-2 PROBE",
                        "shop-2 ENABLE",
                        "shop-3 SHUT_DOWN",
                        "shop-3 AWAIT_START",
                        "shop-3 PROBE");
    }
}
