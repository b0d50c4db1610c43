package dev.slipway.line.host.plan;

import dev.slipway.line.group.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The steps from a server group's present to its desired state; empty if nothing differs. */
public final class GroupPlan {
    private GroupPlan() {}

    public static List<Step> of(Group group, GroupState state, Facts facts) {
        if (group.isRehearsal()) {
            return group.isRemoved() ? disposal(group, state) : rehearsal(group, state, facts);
        }
        return group.isRemoved() ? removal(group, state, facts) : making(group, state, facts);
    }

    /** No host name, no login, and a separate user, so that a rehearsal cannot affect the serving workers. */
    private static List<Step> rehearsal(Group group, GroupState state, Facts facts) {
        Names names = new Names(group.group());
        List<Step> steps = new ArrayList<>();
        if (state.progress() != GroupState.Progress.READY) {
            steps.add(new Step.MakeUser(names.user(), state.workers().isEmpty()));
            if (group.definition().database() != null) {
                steps.add(new Step.CopyDatabase(new Names(group.rehearsed()).database(), names.database()));
            }
        }
        steps.addAll(workers(state, facts));
        return steps;
    }

    /** Removes all of a rehearsal, complete or not. */
    private static List<Step> disposal(Group group, GroupState state) {
        List<Step> steps = new ArrayList<>();
        state.workers().keySet().forEach(worker -> steps.add(new Step.Stop(worker)));
        String database = state.database();
        if (database != null) {
            steps.add(new Step.DropDatabase(database));
        }
        steps.add(new Step.RemoveData(new Names(group.group()).user()));
        return steps;
    }

    private static List<Step> making(Group group, GroupState state, Facts facts) {
        Names names = new Names(group.group());
        List<Step> steps = new ArrayList<>();
        if (state.progress() != GroupState.Progress.READY) {
            steps.add(new Step.MakeUser(names.user(), state.workers().isEmpty()));
            if (group.definition().database() != null) {
                steps.add(new Step.MakeDatabase(names.database()));
            }
            if (group.definition().login() != null) {
                steps.add(new Step.MakeClient(group.group()));
            }
        }
        steps.addAll(workers(state, facts));
        if (!facts.isRouted()) {
            steps.add(new Step.Route(group.host()));
        }
        List<String> leaving = state.workers().keySet().stream()
                .filter(worker -> !facts.workers().containsKey(worker))
                .toList();
        leave(steps, leaving, Step.Dismiss::new);
        if (state.progress() != GroupState.Progress.READY
                && group.definition().login() == null
                && state.client() != null) {
            steps.add(new Step.DisableClient(state.client()));
        }
        // Last, as nothing depends on it: while Keycloak is down, no sign-in works anyway.
        if (!facts.management().equals(state.management())) {
            // The line's domain or port may have changed, which are in this client's addresses as well.
            if (state.progress() == GroupState.Progress.READY
                    && group.definition().login() != null) {
                steps.add(new Step.MakeClient(group.group()));
            }
            steps.add(new Step.MakeManagement(facts.management()));
        }
        return steps;
    }

    /**
     * Workers that differ. A running one is only prepared; the agent restarts it. A returning worker, or one that was
     * dismissed by half, may have an old release: if others serve, it gets theirs instead. One that is routed to keeps
     * its own, as it may be the last that has it.
     */
    private static List<Step> workers(GroupState state, Facts facts) {
        List<Step> steps = new ArrayList<>();
        Set<String> routed = facts.routed();
        for (Map.Entry<String, GroupState.Worker> entry : facts.workers().entrySet()) {
            String worker = entry.getKey();
            GroupState.Worker want = entry.getValue();
            GroupState.Worker have = state.workers().getOrDefault(worker, GroupState.Worker.UNKNOWN);
            if (want.equals(have)) {
                continue;
            }
            boolean isRunning =
                    state.workers().containsKey(worker) && facts.running().contains(worker);
            boolean isServedByOthers = !routed.isEmpty() && !routed.contains(worker);
            if (isServedByOthers && !isRunning && have.equals(GroupState.Worker.UNKNOWN)) {
                steps.add(new Step.ClearDeployments(worker));
            }
            if (!want.configuration().equals(have.configuration())) {
                steps.add(new Step.Configure(worker, want.configuration()));
            }
            steps.add(isRunning ? new Step.Prepare(worker, want) : new Step.Start(worker, want));
        }
        return steps;
    }

    /** Workers stop only after they are out of the route, and httpd has been reloaded. */
    private static void leave(List<Step> steps, Collection<String> workers, Function<String, Step> stop) {
        if (!workers.isEmpty()) {
            steps.add(new Step.AwaitReload());
            workers.forEach(worker -> steps.add(stop.apply(worker)));
        }
    }

    private static List<Step> removal(Group group, GroupState state, Facts facts) {
        List<Step> steps = new ArrayList<>();
        if (facts.isRouted()) {
            steps.add(new Step.Unroute(group.host()));
        }
        leave(steps, state.workers().keySet(), Step.Stop::new);
        String client = state.client();
        if (client != null && group.isDataDropped()) {
            steps.add(new Step.RemoveClient(client));
        } else if (client != null && state.progress() != GroupState.Progress.REMOVED) {
            steps.add(new Step.DisableClient(client));
        }
        if (state.management() != null) {
            steps.add(new Step.RemoveManagement());
        }
        if (group.isDataDropped() && state.progress() != GroupState.Progress.DROPPED) {
            String database = state.database();
            if (database != null) {
                steps.add(new Step.Dump(database));
                steps.add(new Step.DropDatabase(database));
            }
            steps.add(new Step.RemoveData(new Names(group.group()).user()));
        }
        return steps;
    }
}
