package dev.slipway.line.roll.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Failure;
import dev.slipway.line.roll.FormerProbe;
import dev.slipway.line.roll.Host;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.RolloutStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutPlanTest {
    private static final ContentHash OLD = ContentHash.ofHex("01".repeat(20));
    private static final ContentHash NEW = ContentHash.ofHex("02".repeat(20));
    private static final String ONE = "worker-1";
    private static final String TWO = "worker-2";
    private static final Balancers SHOP = Balancers.of("shop");
    private static final Host HOST = new Host("/shop", "/shop/");
    private static final Failure FAILURE = new Failure(TWO, "no class p.Gone", "…");
    private static final Probe THERE = new Probe("shop", "/shop/", Probe.Answer.THERE, Duration.ofSeconds(30));

    @Test
    void savesAndStagesOnAllBeforeTheFirstIsTouched() {
        assertThat(plan(running(OLD, OLD), Progress.none(), HOST))
                .containsExactly(
                        new RolloutStep.Save(ONE, OLD),
                        new RolloutStep.StageTogether(List.of(ONE, TWO), NEW),
                        new RolloutStep.Drain(ONE, SHOP),
                        new RolloutStep.Replace(ONE, NEW),
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP),
                        new RolloutStep.Drain(TWO, SHOP),
                        new RolloutStep.Replace(TWO, NEW),
                        new RolloutStep.AwaitReady(TWO, THERE),
                        new RolloutStep.Enable(TWO, SHOP));
    }

    @Test
    void goesOnWhereItEnded() {
        Progress progress = before(OLD, OLD).withChanged(ONE);
        assertThat(plan(running(NEW, OLD), progress, HOST, out(ONE)))
                .as("the first is replaced, and still out")
                .containsExactly(
                        new RolloutStep.Save(TWO, OLD),
                        new RolloutStep.Stage(TWO, NEW),
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP),
                        new RolloutStep.Drain(TWO, SHOP),
                        new RolloutStep.Replace(TWO, NEW),
                        new RolloutStep.AwaitReady(TWO, THERE),
                        new RolloutStep.Enable(TWO, SHOP));
        assertThat(plan(running(OLD, OLD), progress, HOST, out(ONE)))
                .as("the first is out, and not replaced yet")
                .startsWith(new RolloutStep.Return(ONE, SHOP), new RolloutStep.Save(ONE, OLD))
                .contains(new RolloutStep.Replace(ONE, NEW), new RolloutStep.Replace(TWO, NEW));
        assertThat(plan(running(NEW, NEW), progress.withChanged(TWO), HOST))
                .as("all is replaced")
                .containsExactly(
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP),
                        new RolloutStep.AwaitReady(TWO, THERE),
                        new RolloutStep.Enable(TWO, SHOP));
    }

    @Test
    void replacesOnceWhatRunsAlready() {
        assertThat(plan(running(NEW, NEW), before(NEW, NEW), HOST))
                .contains(new RolloutStep.Replace(ONE, NEW), new RolloutStep.Replace(TWO, NEW));
    }

    @Test
    void savesEachContentOnce() {
        assertThat(plan(Map.of(ONE, Content.running(OLD), TWO, Content.stopped(NEW)), Progress.none(), HOST))
                .filteredOn(step -> step instanceof RolloutStep.Save)
                .containsExactly(new RolloutStep.Save(ONE, OLD));
        Facts saved = facts(rollout(null), running(OLD, OLD), List.of(), HOST, Set.of(OLD), before(OLD, OLD));
        assertThat(RolloutPlan.of(saved).steps()).noneMatch(step -> step instanceof RolloutStep.Save);
    }

    @Test
    void putsBackInReverseOrderWhatRan() {
        Progress failed = before(OLD, OLD).withChanged(ONE).withChanged(TWO).withFailure(FAILURE);
        assertThat(plan(running(NEW, OLD), failed, HOST, out(TWO)))
                .containsExactly(
                        new RolloutStep.AwaitReady(TWO, THERE),
                        new RolloutStep.Enable(TWO, SHOP),
                        new RolloutStep.Stage(ONE, OLD),
                        new RolloutStep.Drain(ONE, SHOP),
                        new RolloutStep.Replace(ONE, OLD),
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP));
    }

    @Test
    void returnsWhatWasDrainedAndNeverChanged() {
        Progress failed = before(OLD, OLD).withFailure(FAILURE);
        assertThat(plan(running(OLD, OLD), failed, HOST, out(ONE))).containsExactly(new RolloutStep.Return(ONE, SHOP));
    }

    @Test
    void leavesNothingWhereNothingRan() {
        Progress before = Progress.none().withBefore(Map.of(ONE, Content.absent(), TWO, Content.stopped(OLD)));
        Progress failed = before.withChanged(ONE).withChanged(TWO).withFailure(FAILURE);
        assertThat(plan(running(NEW, NEW), failed, HOST, out(TWO)))
                .containsExactly(
                        new RolloutStep.Undeploy(TWO), new RolloutStep.Return(TWO, SHOP), new RolloutStep.Remove(ONE));
        assertThat(plan(Map.of(ONE, Content.absent(), TWO, Content.stopped(NEW)), failed, HOST))
                .as("WildFly has done it already")
                .isEmpty();
    }

    @Test
    void drainsNothingThatHttpdDoesNotKnow() {
        Map<String, Content> nothing = Map.of(ONE, Content.absent(), TWO, Content.absent());
        assertThat(plan(nothing, Progress.none(), null))
                .containsExactly(
                        new RolloutStep.StageTogether(List.of(ONE, TWO), NEW),
                        new RolloutStep.Replace(ONE, NEW),
                        new RolloutStep.Replace(TWO, NEW));
    }

    @Test
    void probesAsItIsTold() {
        Map<String, Content> nothing = Map.of(ONE, Content.absent(), TWO, Content.absent());
        Probe own = new Probe("shop", "/health", Probe.Answer.GOOD, Duration.ofSeconds(30));
        assertThat(RolloutPlan.of(facts(rollout("/health"), nothing, List.of(), HOST, Set.of(), Progress.none()))
                        .steps())
                .contains(new RolloutStep.AwaitReady(ONE, own));
        Rollout ledger = ledger(List.of(ONE), "/else", 7);
        assertThat(RolloutPlan.of(facts(ledger, nothing, List.of(), null, Set.of(), Progress.none()))
                        .steps())
                .containsExactly(
                        new RolloutStep.Stage(ONE, NEW),
                        new RolloutStep.Drain(ONE, Balancers.LEDGER),
                        new RolloutStep.Replace(ONE, NEW),
                        new RolloutStep.AwaitReady(
                                ONE,
                                new Probe("mywebapp", "/internal/ready", Probe.Answer.GOOD, Duration.ofSeconds(7))),
                        new RolloutStep.Enable(ONE, Balancers.LEDGER));
    }

    @Test
    void startsTheLedgerEverywhereAtOnceWhereNothingOfItRuns() {
        Rollout ledger = ledger(List.of(ONE, TWO), null, 30);
        Map<String, Content> nothing = Map.of(ONE, Content.absent(), TWO, Content.stopped(OLD));
        Progress before = Progress.none().withBefore(nothing);
        Balancers balancers = Balancers.LEDGER;
        Probe ready = new Probe("mywebapp", "/internal/ready", Probe.Answer.GOOD, Duration.ofSeconds(30));
        assertThat(RolloutPlan.of(facts(ledger, nothing, List.of(), null, Set.of(), before))
                        .steps())
                .containsExactly(
                        new RolloutStep.StageTogether(List.of(ONE, TWO), NEW),
                        new RolloutStep.ReplaceTogether(List.of(ONE, TWO), NEW),
                        new RolloutStep.AwaitReady(ONE, ready),
                        new RolloutStep.Enable(ONE, balancers),
                        new RolloutStep.AwaitReady(TWO, ready),
                        new RolloutStep.Enable(TWO, balancers));
        Map<String, Content> half = Map.of(ONE, Content.running(NEW), TWO, Content.absent());
        Progress changed = before.withChanged(ONE).withChanged(TWO);
        assertThat(RolloutPlan.of(facts(ledger, half, List.of(), null, Set.of(), changed))
                        .steps())
                .as("it was interrupted when the first ran, which has requests by now")
                .contains(new RolloutStep.Drain(TWO, balancers), new RolloutStep.Replace(TWO, NEW));
    }

    @Test
    void takesOnlyAnErrorForNotThere() {
        assertThat(List.of(0, 200, 302, 401, 403, 404, 405, 500, 503))
                .filteredOn(THERE::isGood)
                .containsExactly(200, 302, 401, 403, 405);
        Probe good = new Probe("shop", "/", Probe.Answer.GOOD, Duration.ZERO);
        assertThat(List.of(0, 100, 200, 302, 401, 404, 500))
                .filteredOn(good::isGood)
                .containsExactly(200, 302);
    }

    @Test
    void restartsBeforeItReplaces() {
        assertThat(RolloutPlan.of(configured(
                                false, running(OLD, OLD), Progress.none(), starts("a", "a"), starts("b", "b")))
                        .steps())
                .containsExactly(
                        new RolloutStep.Save(ONE, OLD),
                        new RolloutStep.StageTogether(List.of(ONE, TWO), NEW),
                        new RolloutStep.Drain(ONE, SHOP),
                        new RolloutStep.Restart(ONE, "b"),
                        new RolloutStep.Replace(ONE, NEW),
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP),
                        new RolloutStep.Drain(TWO, SHOP),
                        new RolloutStep.Restart(TWO, "b"),
                        new RolloutStep.Replace(TWO, NEW),
                        new RolloutStep.AwaitReady(TWO, THERE),
                        new RolloutStep.Enable(TWO, SHOP));
    }

    @Test
    void onlyRestartsForAConfigurationAlone() {
        assertThat(RolloutPlan.of(configured(
                                true, running(OLD, OLD), Progress.none(), starts("a", "a"), starts("b", "b")))
                        .steps())
                .containsExactly(
                        new RolloutStep.Drain(ONE, SHOP),
                        new RolloutStep.Restart(ONE, "b"),
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP),
                        new RolloutStep.Drain(TWO, SHOP),
                        new RolloutStep.Restart(TWO, "b"),
                        new RolloutStep.AwaitReady(TWO, THERE),
                        new RolloutStep.Enable(TWO, SHOP));
    }

    @Test
    void restartsNothingThatRunsWithItAlready() {
        assertThat(RolloutPlan.of(configured(
                                false, running(OLD, OLD), before(OLD, OLD), starts("b", "b"), starts("b", "b")))
                        .steps())
                .isEqualTo(plan(running(OLD, OLD), before(OLD, OLD), HOST));
        assertThat(RolloutPlan.of(configured(
                                true, running(OLD, OLD), before(OLD, OLD), starts("b", "b"), starts("b", "b")))
                        .steps())
                .containsExactly(
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP),
                        new RolloutStep.AwaitReady(TWO, THERE),
                        new RolloutStep.Enable(TWO, SHOP));
    }

    @Test
    void goesOnBetweenRestartAndReplacement() {
        Progress progress = before(OLD, OLD).withChanged(ONE);
        assertThat(RolloutPlan.of(configured(
                                false, running(OLD, OLD), progress, starts("b", "a"), starts("b", "b"), out(ONE)))
                        .steps())
                .as("the first is restarted, not replaced, and still out")
                .startsWith(
                        new RolloutStep.Return(ONE, SHOP),
                        new RolloutStep.Save(ONE, OLD),
                        new RolloutStep.StageTogether(List.of(ONE, TWO), NEW),
                        new RolloutStep.Drain(ONE, SHOP),
                        new RolloutStep.Replace(ONE, NEW),
                        new RolloutStep.AwaitReady(ONE, THERE));
        assertThat(RolloutPlan.of(configured(
                                true, running(OLD, OLD), progress, starts("b", "a"), starts("b", "b"), out(ONE)))
                        .steps())
                .as("the first is restarted, and still out")
                .containsExactly(
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP),
                        new RolloutStep.Drain(TWO, SHOP),
                        new RolloutStep.Restart(TWO, "b"),
                        new RolloutStep.AwaitReady(TWO, THERE),
                        new RolloutStep.Enable(TWO, SHOP));
        Map<String, String> oneIsDown = Map.of(TWO, "a");
        assertThat(RolloutPlan.of(configured(true, running(OLD, OLD), progress, oneIsDown, starts("b", "b"), out(ONE)))
                        .steps())
                .as("nobody knows what the first runs with")
                .startsWith(
                        new RolloutStep.Return(ONE, SHOP),
                        new RolloutStep.Drain(ONE, SHOP),
                        new RolloutStep.Restart(ONE, "b"));
    }

    @Test
    void putsBackConfigurationAndArchive() {
        Progress failed = before(OLD, OLD).withChanged(ONE).withChanged(TWO).withFailure(FAILURE);
        assertThat(RolloutPlan.of(configured(
                                false, running(NEW, OLD), failed, starts("b", "b"), starts("a", "a"), out(TWO)))
                        .steps())
                .containsExactly(
                        new RolloutStep.Drain(TWO, SHOP),
                        new RolloutStep.Restart(TWO, "a"),
                        new RolloutStep.AwaitReady(TWO, THERE),
                        new RolloutStep.Enable(TWO, SHOP),
                        new RolloutStep.Stage(ONE, OLD),
                        new RolloutStep.Drain(ONE, SHOP),
                        new RolloutStep.Restart(ONE, "a"),
                        new RolloutStep.Replace(ONE, OLD),
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP));
    }

    @Test
    void asksWhatItPutsBackAsWhenThatWentLive() {
        assertThat(back(new FormerProbe("/former", 90)))
                .contains(new RolloutStep.AwaitReady(
                        ONE, new Probe("shop", "/former", Probe.Answer.GOOD, Duration.ofSeconds(90))));
    }

    @Test
    void asksWhatItPutsBackForItsDefaultAsLongAsThen() {
        assertThat(back(new FormerProbe(null, 90)))
                .contains(new RolloutStep.AwaitReady(
                        ONE, new Probe("shop", THERE.path(), THERE.answer(), Duration.ofSeconds(90))));
    }

    /** The steps back to an archive that went live with this health check, after a deployment with another. */
    private static List<RolloutStep> back(FormerProbe former) {
        Rollout rollout =
                new Rollout("shop", "shop.war", NEW, List.of(ONE, TWO), "/else", 7, null, Map.of(), false, former);
        Progress failed = before(OLD, OLD).withChanged(ONE).withFailure(FAILURE);
        return RolloutPlan.of(facts(rollout, running(NEW, OLD), List.of(), HOST, Set.of(), failed))
                .steps();
    }

    @Test
    void putsBackTheConfigurationAloneWhereThatWasAll() {
        Progress failed = before(OLD, OLD).withChanged(ONE).withFailure(FAILURE);
        Map<String, Content> oneStopped = Map.of(ONE, Content.stopped(OLD), TWO, Content.running(OLD));
        assertThat(RolloutPlan.of(configured(true, oneStopped, failed, starts("b", "a"), starts("a", "a"), out(ONE)))
                        .steps())
                .containsExactly(
                        new RolloutStep.Drain(ONE, SHOP),
                        new RolloutStep.Restart(ONE, "a"),
                        new RolloutStep.AwaitReady(ONE, THERE),
                        new RolloutStep.Enable(ONE, SHOP));
    }

    /** Somebody mends by a configuration what did not run, and it does not help. */
    @Test
    void leavesWhatDidNotRunBefore() {
        Map<String, Content> stopped = Map.of(ONE, Content.stopped(OLD), TWO, Content.stopped(OLD));
        Progress failed = Progress.none().withBefore(stopped).withChanged(ONE).withFailure(FAILURE);
        assertThat(RolloutPlan.of(configured(true, running(OLD, OLD), failed, starts("b", "a"), starts("a", "a")))
                        .steps())
                .containsExactly(
                        new RolloutStep.Drain(ONE, SHOP),
                        new RolloutStep.Restart(ONE, "a"),
                        new RolloutStep.Return(ONE, SHOP));
    }

    private static Map<String, String> starts(String one, String two) {
        return Map.of(ONE, one, TWO, two);
    }

    private static Facts configured(
            boolean isRestartOnly,
            Map<String, Content> now,
            Progress progress,
            Map<String, String> running,
            Map<String, String> desired,
            List<Member> members) {
        Progress known = progress.before().isEmpty() ? progress.withBefore(now) : progress;
        return new Facts(
                new Rollout(
                        "shop",
                        "shop.war",
                        NEW,
                        List.of(ONE, TWO),
                        null,
                        30,
                        null,
                        starts("b", "b"),
                        isRestartOnly,
                        null),
                now,
                members,
                HOST,
                Set.of(),
                known,
                running,
                desired);
    }

    private static Facts configured(
            boolean isRestartOnly,
            Map<String, Content> now,
            Progress progress,
            Map<String, String> running,
            Map<String, String> desired) {
        return configured(isRestartOnly, now, progress, running, desired, List.of());
    }

    private static Progress before(ContentHash one, ContentHash two) {
        return Progress.none().withBefore(running(one, two));
    }

    private static Map<String, Content> running(ContentHash one, ContentHash two) {
        return Map.of(ONE, Content.running(one), TWO, Content.running(two));
    }

    private static List<Member> out(String worker) {
        return List.of(new Member("shop", worker, true, false, 0));
    }

    private static Rollout rollout(@Nullable String probe) {
        return new Rollout("shop", "shop.war", NEW, List.of(ONE, TWO), probe, 30, null, Map.of(), false, null);
    }

    private static Rollout ledger(List<String> targets, @Nullable String probe, int seconds) {
        return new Rollout("slipway", "slipway.ear", NEW, targets, probe, seconds, null, Map.of(), false, null);
    }

    /** Without restarts. */
    private static Facts facts(
            Rollout rollout,
            Map<String, Content> now,
            List<Member> members,
            @Nullable Host host,
            Set<ContentHash> saved,
            Progress progress) {
        return new Facts(rollout, now, members, host, saved, progress, Map.of(), Map.of());
    }

    private static List<RolloutStep> plan(Map<String, Content> now, Progress progress, @Nullable Host host) {
        return plan(now, progress, host, List.of());
    }

    private static List<RolloutStep> plan(
            Map<String, Content> now, Progress progress, @Nullable Host host, List<Member> members) {
        Progress known = progress.before().isEmpty() ? progress.withBefore(now) : progress;
        return RolloutPlan.of(facts(rollout(null), now, members, host, Set.of(), known))
                .steps();
    }
}
