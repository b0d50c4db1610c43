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

    public static List<GroupStep> of(Group group, GroupState state, Facts facts) {
        if (group.isRehearsal()) {
            return group.isRemoved() ? disposal(group, state) : rehearsal(group, state, facts);
        }
        return group.isRemoved() ? removal(group, state, facts) : making(group, state, facts);
    }

    /** No host name, no login, and a separate user, so that a rehearsal cannot affect the serving workers. */
    private static List<GroupStep> rehearsal(Group group, GroupState state, Facts facts) {
        Names names = new Names(group.group());
        List<GroupStep> steps = new ArrayList<>();
        if (state.progress() != GroupState.Progress.READY) {
            steps.add(new GroupStep.MakeUser(names.user(), state.workers().isEmpty()));
            if (group.definition().database() != null) {
                steps.add(new GroupStep.CopyDatabase(new Names(group.rehearsed()).database(), names.database()));
            }
        }
        steps.addAll(workers(state, facts));
        return steps;
    }

    /** Removes all of a rehearsal, complete or not. */
    private static List<GroupStep> disposal(Group group, GroupState state) {
        List<GroupStep> steps = new ArrayList<>();
        state.workers().keySet().forEach(worker -> steps.add(new GroupStep.Stop(worker)));
        String database = state.database();
        if (database != null) {
            steps.add(new GroupStep.DropDatabase(database));
        }
        steps.add(new GroupStep.RemoveData(new Names(group.group()).user()));
        return steps;
    }

    private static List<GroupStep> making(Group group, GroupState state, Facts facts) {
        Names names = new Names(group.group());
        List<GroupStep> steps = new ArrayList<>();
        if (state.progress() != GroupState.Progress.READY) {
            steps.add(new GroupStep.MakeUser(names.user(), state.workers().isEmpty()));
            if (group.definition().database() != null) {
                steps.add(new GroupStep.MakeDatabase(names.database()));
            }
            if (group.definition().login() != null) {
                steps.add(new GroupStep.MakeClient(group.group()));
            }
        }
        steps.addAll(workers(state, facts));
        if (!facts.isRouted()) {
            steps.add(new GroupStep.Route(group.host()));
        }
        List<String> leaving = state.workers().keySet().stream()
                .filter(worker -> !facts.workers().containsKey(worker))
                .toList();
        leave(steps, leaving, GroupStep.Dismiss::new);
        if (state.progress() != GroupState.Progress.READY
                && group.definition().login() == null
                && state.client() != null) {
            steps.add(new GroupStep.DisableClient(state.client()));
        }
        // Last, as nothing depends on it: while Keycloak is down, no sign-in works anyway.
        if (!facts.management().equals(state.management())) {
            // The line's domain or port may have changed, which are in this client's addresses as well.
            if (state.progress() == GroupState.Progress.READY
                    && group.definition().login() != null) {
                steps.add(new GroupStep.MakeClient(group.group()));
            }
            steps.add(new GroupStep.MakeManagement(facts.management()));
        }
        return steps;
    }

    /**
     * Workers that differ. A running one is only prepared; the agent restarts it. A returning worker, or one that was
     * dismissed by half, may have an old release: if others serve, it gets theirs instead. One that is routed to keeps
     * its own, as it may be the last that has it.
     */
    private static List<GroupStep> workers(GroupState state, Facts facts) {
        List<GroupStep> steps = new ArrayList<>();
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
                steps.add(new GroupStep.ClearDeployments(worker));
            }
            if (!want.configuration().equals(have.configuration())) {
                steps.add(new GroupStep.Configure(worker, want.configuration()));
            }
            steps.add(isRunning ? new GroupStep.Prepare(worker, want) : new GroupStep.Start(worker, want));
        }
        return steps;
    }

    /** Workers stop only after they are out of the route, and httpd has been reloaded. */
    private static void leave(List<GroupStep> steps, Collection<String> workers, Function<String, GroupStep> stop) {
        if (!workers.isEmpty()) {
            steps.add(new GroupStep.AwaitReload());
            workers.forEach(worker -> steps.add(stop.apply(worker)));
        }
    }

    private static List<GroupStep> removal(Group group, GroupState state, Facts facts) {
        List<GroupStep> steps = new ArrayList<>();
        if (facts.isRouted()) {
            steps.add(new GroupStep.Unroute(group.host()));
        }
        leave(steps, state.workers().keySet(), GroupStep.Stop::new);
        String client = state.client();
        if (client != null && group.isDataDropped()) {
            steps.add(new GroupStep.RemoveClient(client));
        } else if (client != null && state.progress() != GroupState.Progress.REMOVED) {
            steps.add(new GroupStep.DisableClient(client));
        }
        if (state.management() != null) {
            steps.add(new GroupStep.RemoveManagement());
        }
        if (group.isDataDropped() && state.progress() != GroupState.Progress.DROPPED) {
            String database = state.database();
            if (database != null) {
                steps.add(new GroupStep.Dump(database));
                steps.add(new GroupStep.DropDatabase(database));
            }
            steps.add(new GroupStep.RemoveData(new Names(group.group()).user()));
        }
        return steps;
    }
}
