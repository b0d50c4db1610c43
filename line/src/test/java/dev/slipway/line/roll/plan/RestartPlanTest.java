package dev.slipway.line.roll.plan;

import static dev.slipway.line.roll.plan.RestartPlan.Kind.AWAIT_START;
import static dev.slipway.line.roll.plan.RestartPlan.Kind.DRAIN;
import static dev.slipway.line.roll.plan.RestartPlan.Kind.ENABLE;
import static dev.slipway.line.roll.plan.RestartPlan.Kind.PROBE;
import static dev.slipway.line.roll.plan.RestartPlan.Kind.SHUT_DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.plan.RestartPlan.Facts;
import dev.slipway.line.roll.plan.RestartPlan.Found;
import dev.slipway.line.roll.plan.RestartPlan.Part;
import dev.slipway.line.roll.plan.RestartPlan.Running;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartPlanTest {
    private static final Running OLD = new Running(1, "old", Set.of("shop.war"));
    private static final Running NEW = new Running(2, "new", Set.of("shop.war"));
    private static final Running EMPTY = new Running(2, "new", Set.of());
    private static final Found ONE = new Found("shop-1", OLD, "new", 1L);
    private static final Found TWO = new Found("shop-2", OLD, "new", 1L);
    private static final List<Member> IN = List.of(member("shop-1", false), member("shop-2", false));
    private static final Facts FACTS = new Facts(List.of(ONE, TWO), IN, true, true);

    private static List<String> plan(boolean isForDefinition, List<Member> members, Found... workers) {
        return plan(new Facts(List.of(workers), members, isForDefinition, true));
    }

    private static List<String> plan(Facts facts) {
        return RestartPlan.of(facts).parts().stream()
                .map(part -> part.worker() + " " + part.kind())
                .toList();
    }

    private static Member member(String worker, boolean isOut) {
        return new Member("shop", worker, isOut, !isOut, 0);
    }

    private static Found done(Found worker) {
        return new Found(worker.name(), NEW, "new", 1L);
    }

    @Test
    void takesOneAfterTheOther() {
        assertThat(RestartPlan.of(FACTS).parts())
                .extracting(Part::kind)
                .containsExactly(
                        DRAIN, SHUT_DOWN, AWAIT_START, PROBE, ENABLE, DRAIN, SHUT_DOWN, AWAIT_START, PROBE, ENABLE);
    }

    @Test
    void looksThatTheOthersAreWellBeforeTheNextOneGoes() {
        assertThat(plan(true, IN, done(ONE), TWO))
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
        List<Member> members = List.of(member("shop-1", true), member("shop-2", false));
        assertThat(plan(true, members, done(ONE), done(TWO)))
                .containsExactly("shop-1 PROBE", "shop-1 ENABLE", "shop-2 PROBE");
    }

    @Test
    void beginsWithWhatDoesNotAnswerAnyway() {
        assertThat(plan(true, IN, ONE, new Found("shop-2", null, "new", 0L)))
                .startsWith("shop-2 AWAIT_START", "shop-2 PROBE", "shop-2 ENABLE", "shop-1 DRAIN");
    }

    @Test
    void givesANewOneWhatTheOthersRun() {
        assertThat(plan(true, List.of(member("shop-1", false)), done(ONE), new Found("shop-2", EMPTY, "new", 2L)))
                .containsExactly("shop-1 PROBE", "shop-2 COPY", "shop-2 PROBE");
    }

    @Test
    void waitsForNoServiceThatWasNotWellBefore() {
        assertThat(plan(new Facts(List.of(ONE, TWO), IN, true, false))).noneMatch(part -> part.endsWith("PROBE"));
    }

    @Test
    void probesNothingWhereNothingRuns() {
        assertThat(plan(true, IN, new Found("shop-1", EMPTY, "newer", 2L)))
                .containsExactly("shop-1 DRAIN", "shop-1 SHUT_DOWN", "shop-1 AWAIT_START", "shop-1 ENABLE");
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
        assertThat(plan(
                        true,
                        List.of(),
                        new Found("shop-1", NEW, "new", 2L),
                        new Found("shop-2", EMPTY, "new", 2L),
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
