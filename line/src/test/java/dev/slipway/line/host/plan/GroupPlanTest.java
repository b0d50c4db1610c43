package dev.slipway.line.host.plan;

import static dev.slipway.line.host.Groups.rehearsal;
import static dev.slipway.line.host.Groups.shop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.group.Group;
import dev.slipway.line.host.plan.GroupState.Progress;
import dev.slipway.line.host.plan.GroupStep.AwaitReload;
import dev.slipway.line.host.plan.GroupStep.ClearDeployments;
import dev.slipway.line.host.plan.GroupStep.Configure;
import dev.slipway.line.host.plan.GroupStep.CopyDatabase;
import dev.slipway.line.host.plan.GroupStep.DisableClient;
import dev.slipway.line.host.plan.GroupStep.Dismiss;
import dev.slipway.line.host.plan.GroupStep.DropDatabase;
import dev.slipway.line.host.plan.GroupStep.Dump;
import dev.slipway.line.host.plan.GroupStep.MakeClient;
import dev.slipway.line.host.plan.GroupStep.MakeDatabase;
import dev.slipway.line.host.plan.GroupStep.MakeManagement;
import dev.slipway.line.host.plan.GroupStep.MakeUser;
import dev.slipway.line.host.plan.GroupStep.Prepare;
import dev.slipway.line.host.plan.GroupStep.RemoveClient;
import dev.slipway.line.host.plan.GroupStep.RemoveData;
import dev.slipway.line.host.plan.GroupStep.RemoveManagement;
import dev.slipway.line.host.plan.GroupStep.Route;
import dev.slipway.line.host.plan.GroupStep.Start;
import dev.slipway.line.host.plan.GroupStep.Stop;
import dev.slipway.line.host.plan.GroupStep.Unroute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GroupPlanTest {
    private static final String FIRST = "shop-production-1";
    private static final String SECOND = "shop-production-2";
    private static final GroupState.Worker OLD = new GroupState.Worker("c1", "s1");

    /** Where its workers are managed. */
    private static final String MANAGED = "m1";

    private static Facts facts(int workers, GroupState.Worker desired, boolean isRouted) {
        TreeMap<String, GroupState.Worker> all = new TreeMap<>();
        new Names("shop-production").workers(workers).forEach(worker -> all.put(worker, desired));
        return new Facts(all, Set.of(FIRST, SECOND), MANAGED, isRouted, Set.of());
    }

    /** With a host name that routes to the first worker. */
    private static Facts serving(Facts facts) {
        return new Facts(facts.workers(), facts.running(), facts.management(), facts.isRouted(), Set.of(FIRST));
    }

    /** As it is once a run has made it. */
    private static GroupState state(Group group, Facts facts) {
        GroupState state = GroupState.NOTHING;
        for (GroupStep step : GroupPlan.of(group, state, facts)) {
            state = state.begun(step).done(step);
        }
        return state.completed(Progress.READY);
    }

    private static final GroupState SHOP = state(shop(), facts(2, OLD, false));
    private static final GroupState REMOVED = SHOP.done(new Stop(FIRST))
            .done(new Stop(SECOND))
            .done(new DisableClient("shop-production"))
            .done(new RemoveManagement())
            .completed(Progress.REMOVED);

    @Test
    void makesAllThatThereIsToMake() {
        assertThat(GroupPlan.of(shop(), GroupState.NOTHING, facts(2, OLD, false)))
                .containsExactly(
                        new MakeUser("slipway-shop-production", true),
                        new MakeDatabase("shop_production"),
                        new MakeClient("shop-production"),
                        new Configure(FIRST, "c1"),
                        new Start(FIRST, OLD),
                        new Configure(SECOND, "c1"),
                        new Start(SECOND, OLD),
                        new Route("shop"),
                        new MakeManagement(MANAGED));
    }

    /** As where the line has another domain or port. */
    @Test
    void makesItsClientsAnewWhereItIsManagedElsewhere() {
        Facts elsewhere = new Facts(facts(2, OLD, true).workers(), Set.of(FIRST, SECOND), "m2", true, Set.of());
        assertThat(GroupPlan.of(shop(), SHOP, elsewhere))
                .containsExactly(new MakeClient("shop-production"), new MakeManagement("m2"));
        Group plain = shop("{\"roles\":[\"customer\"]}", "null");
        assertThat(GroupPlan.of(plain, state(plain, facts(2, OLD, false)), elsewhere))
                .as("without a login")
                .containsExactly(new MakeManagement("m2"));
    }

    @Test
    void makesItsClientOnceWhereItsDefinitionChangesAsWell() {
        Facts elsewhere = new Facts(facts(2, OLD, true).workers(), Set.of(FIRST, SECOND), "m2", true, Set.of());
        assertThat(GroupPlan.of(shop(), SHOP.making("other"), elsewhere))
                .containsOnlyOnce(new MakeClient("shop-production"))
                .endsWith(new MakeManagement("m2"));
    }

    @Test
    void doesNothingWhereNothingDiffers() {
        assertThat(GroupPlan.of(shop(), SHOP, facts(2, OLD, true))).isEmpty();
    }

    @Test
    void restartsNoWorkerThatRuns() {
        GroupState.Worker other = new GroupState.Worker("c2", "s2");
        assertThat(GroupPlan.of(shop(), SHOP, facts(2, other, true)))
                .containsExactly(
                        new Configure(FIRST, "c2"),
                        new Prepare(FIRST, other),
                        new Configure(SECOND, "c2"),
                        new Prepare(SECOND, other));
    }

    @Test
    void configuresNothingForMoreMemory() {
        GroupState.Worker other = new GroupState.Worker("c1", "s2");
        assertThat(GroupPlan.of(shop(), SHOP, facts(2, other, true)))
                .containsExactly(new Prepare(FIRST, other), new Prepare(SECOND, other));
    }

    @Test
    void startsAWorkerThatDoesNotRun() {
        GroupState.Worker other = new GroupState.Worker("c1", "s2");
        Facts facts = new Facts(facts(2, other, true).workers(), Set.of(SECOND), MANAGED, true, Set.of());
        assertThat(GroupPlan.of(shop(), SHOP, facts))
                .containsExactly(new Start(FIRST, other), new Prepare(SECOND, other));
    }

    /** Its folder may be that of a former worker, with the release of that time. */
    @Test
    void addsAWorkerWithoutDeploymentsBesideTheOthers() {
        GroupState one = state(shop(), facts(1, OLD, false));
        assertThat(GroupPlan.of(shop(), one, serving(facts(2, OLD, false))))
                .containsExactly(
                        new ClearDeployments(SECOND),
                        new Configure(SECOND, "c1"),
                        new Start(SECOND, OLD),
                        new Route("shop"));
    }

    @Test
    void keepsWhatIsDeployedOnAWorkerThatItHas() {
        GroupState.Worker other = new GroupState.Worker("c2", "s2");
        Facts facts = new Facts(facts(2, other, true).workers(), Set.of(FIRST), MANAGED, true, Set.of(FIRST, SECOND));
        assertThat(GroupPlan.of(shop(), SHOP, facts))
                .containsExactly(
                        new Configure(FIRST, "c2"),
                        new Prepare(FIRST, other),
                        new Configure(SECOND, "c2"),
                        new Start(SECOND, other));
    }

    /** Nobody else may have it. */
    @Test
    void keepsWhatIsDeployedOnAServingWorkerWhoseChangeWasKilled() {
        GroupState killed = SHOP.begun(new Configure(SECOND, "c2"));
        for (Set<String> routed : List.of(Set.of(SECOND), Set.of(FIRST, SECOND))) {
            Facts facts = new Facts(facts(2, OLD, true).workers(), Set.of(), MANAGED, true, routed);
            assertThat(GroupPlan.of(shop(), killed, facts))
                    .as("routed to %s", routed)
                    .containsExactly(new Configure(SECOND, "c1"), new Start(SECOND, OLD));
        }
    }

    @Test
    void keepsWhatIsDeployedWhereAllWorkersComeBack() {
        assertThat(GroupPlan.of(shop(), REMOVED.making("again"), facts(2, OLD, false)))
                .contains(new Configure(FIRST, "c1"), new Configure(SECOND, "c1"))
                .noneMatch(ClearDeployments.class::isInstance);
    }

    /** Another team may have taken the name. */
    @Test
    void hasAUserWithoutProcessesWhereItComesBack() {
        assertThat(GroupPlan.of(shop(), REMOVED.making("again"), facts(2, OLD, false)))
                .startsWith(new MakeUser("slipway-shop-production", true));
    }

    @Test
    void stopsAWorkerOnceNoRequestReachesIt() {
        assertThat(GroupPlan.of(shop(), SHOP, serving(facts(1, OLD, false))))
                .containsExactly(new Route("shop"), new AwaitReload(), new Dismiss(SECOND));
    }

    /** It may be stopped by then, and still have the list of its deployments. */
    @Test
    void dismissesAWorkerAlsoAfterItWasKilled() {
        GroupState killed = SHOP.making("one").begun(new Dismiss(SECOND));
        assertThat(GroupPlan.of(shop(), killed, serving(facts(1, OLD, true)))).contains(new Dismiss(SECOND));
        Facts back = new Facts(facts(2, OLD, true).workers(), Set.of(FIRST), MANAGED, true, Set.of(FIRST));
        assertThat(GroupPlan.of(shop(), killed, back))
                .as("if it is wanted again by then")
                .containsSubsequence(new ClearDeployments(SECOND), new Start(SECOND, OLD));
        assertThat(killed.done(new Dismiss(SECOND)).workers()).containsOnlyKeys(FIRST);
    }

    @Test
    void keepsTheDatabaseAndTheRolesThatAreNotWantedAnyMore() {
        Group plain =
                shop("{\"jndi\":[\"java:jboss/datasources/ShopDS\"]}", "null", "{\"roles\":[\"customer\"]}", "null");
        assertThat(GroupPlan.of(plain, SHOP.making("other"), facts(2, OLD, true)))
                .containsExactly(new MakeUser("slipway-shop-production", false), new DisableClient("shop-production"));
        assertThat(GroupPlan.of(plain, SHOP, facts(2, OLD, true)))
                .as("once it is disabled")
                .isEmpty();
    }

    @Test
    void goesOnAfterItWasKilled() {
        List<GroupStep> steps = GroupPlan.of(shop(), GroupState.NOTHING, facts(2, OLD, false));
        for (int begun = 1; begun <= steps.size(); begun++) {
            GroupState state = GroupState.NOTHING.making("ask");
            for (GroupStep step : steps.subList(0, begun - 1)) {
                state = state.begun(step).done(step);
            }
            state = state.begun(steps.get(begun - 1));
            List<GroupStep> rest = GroupPlan.of(
                    shop(), state, new Facts(facts(2, OLD, false).workers(), Set.of(), MANAGED, false, Set.of()));
            assertThat(rest).as("killed in %s", steps.get(begun - 1)).contains(steps.get(begun - 1));
        }
    }

    @Test
    void keepsTheDataOfWhatIsRemoved() {
        assertThat(GroupPlan.of(shop("\"isRemoved\":false", "\"isRemoved\":true"), SHOP, facts(0, OLD, true)))
                .containsExactly(
                        new Unroute("shop"),
                        new AwaitReload(),
                        new Stop(FIRST),
                        new Stop(SECOND),
                        new DisableClient("shop-production"),
                        new RemoveManagement());
        assertThat(GroupPlan.of(shop("\"isRemoved\":false", "\"isRemoved\":true"), REMOVED, facts(0, OLD, false)))
                .isEmpty();
    }

    @Test
    void dropsTheDataOnceTheyAreInAFile() {
        Group dropped =
                shop("\"isRemoved\":false", "\"isRemoved\":true", "\"isDataDropped\":false", "\"isDataDropped\":true");
        List<GroupStep> steps = GroupPlan.of(dropped, REMOVED, facts(0, OLD, false));
        assertThat(steps)
                .containsExactly(
                        new RemoveClient("shop-production"),
                        new Dump("shop_production"),
                        new DropDatabase("shop_production"),
                        new RemoveData("slipway-shop-production"));
        assertThat(GroupPlan.of(
                        dropped,
                        REMOVED.done(new RemoveClient("shop-production"))
                                .done(new DropDatabase("shop_production"))
                                .completed(Progress.DROPPED),
                        facts(0, OLD, false)))
                .isEmpty();
    }

    private static final String TRIAL = "shop-production--rehearsal-1";

    private static final List<GroupStep> REHEARSAL = List.of(
            new MakeUser("slipway-shop-productio-350b8f3e", true),
            new CopyDatabase("shop_production", "shop_production__rehearsal"),
            new Configure(TRIAL, "c1"),
            new Start(TRIAL, OLD));

    private static Facts trial() {
        return new Facts(new TreeMap<>(Map.of(TRIAL, OLD)), Set.of(), MANAGED, false, Set.of());
    }

    @Test
    void rehearsesWhereNobodyComesTo() {
        assertThat(GroupPlan.of(rehearsal(), GroupState.NOTHING, trial())).isEqualTo(REHEARSAL);
    }

    @Test
    void copiesAnewWhereARehearsalWasKilled() {
        GroupState state = GroupState.NOTHING.making("ask");
        for (GroupStep step : REHEARSAL) {
            state = state.begun(step);
            assertThat(GroupPlan.of(rehearsal(), state, trial()))
                    .as("killed in %s", step)
                    .contains(step, REHEARSAL.get(1));
            state = state.done(step);
        }
    }

    @Test
    void keepsNothingOfARehearsal() {
        Group gone = Group.removed("shop-production--rehearsal");
        GroupStep removal = new RemoveData("slipway-shop-productio-350b8f3e");
        GroupStep drop = new DropDatabase("shop_production__rehearsal");
        List<List<GroupStep>> steps = List.of(
                List.of(removal),
                List.of(drop, removal),
                List.of(new Stop(TRIAL), drop, removal),
                List.of(new Stop(TRIAL), drop, removal));
        GroupState state = GroupState.NOTHING.making("ask");
        for (int begun = 0; begun < REHEARSAL.size(); begun++) {
            state = state.begun(REHEARSAL.get(begun));
            assertThat(GroupPlan.of(gone, state, facts(0, OLD, false)))
                    .as("killed in %s", REHEARSAL.get(begun))
                    .isEqualTo(steps.get(begun));
            state = state.done(REHEARSAL.get(begun));
        }
    }

    @Test
    void removesWhatWasMadeByHalf() {
        GroupState half =
                GroupState.NOTHING.begun(new MakeDatabase("shop_production")).begun(new Configure(FIRST, "c1"));
        assertThat(GroupPlan.of(shop("\"isRemoved\":false", "\"isRemoved\":true"), half, facts(0, OLD, false)))
                .containsExactly(new AwaitReload(), new Stop(FIRST));
    }
}
