package dev.slipway.line.host.plan;

import dev.slipway.line.group.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The steps from a server group's present to its desired state; empty if nothing differs. */
public final class Plan {
    private Plan() {}

    public static List<Step> of(Group group, GroupState made, Facts facts) {
        if (group.isRehearsal()) {
            return group.isRemoved() ? disposal(group, made) : rehearsal(group, made, facts);
        }
        return group.isRemoved() ? removal(group, made, facts) : making(group, made, facts);
    }

    /** No host name, no login, and a separate user, so that a rehearsal cannot affect the serving workers. */
    private static List<Step> rehearsal(Group group, GroupState made, Facts facts) {
        Names names = new Names(group.group());
        List<Step> steps = new ArrayList<>();
        if (made.progress() != GroupState.Progress.READY) {
            steps.add(new Step.MakeUser(names.user()));
            if (group.definition().database() != null) {
                steps.add(new Step.CopyDatabase(new Names(group.rehearsed()).database(), names.database()));
            }
        }
        steps.addAll(workers(made, facts));
        return steps;
    }

    /** Removes all of a rehearsal, complete or not. */
    private static List<Step> disposal(Group group, GroupState made) {
        List<Step> steps = new ArrayList<>();
        made.workers().keySet().forEach(worker -> steps.add(new Step.Stop(worker)));
        String database = made.database();
        if (database != null) {
            steps.add(new Step.DropDatabase(database));
        }
        steps.add(new Step.RemoveData(new Names(group.group()).user()));
        return steps;
    }

    private static List<Step> making(Group group, GroupState made, Facts facts) {
        Names names = new Names(group.group());
        List<Step> steps = new ArrayList<>();
        if (made.progress() != GroupState.Progress.READY) {
            steps.add(new Step.MakeUser(names.user()));
            if (group.definition().database() != null) {
                steps.add(new Step.MakeDatabase(names.database()));
            }
            if (group.definition().login() != null) {
                steps.add(new Step.MakeClient(group.group()));
            }
        }
        steps.addAll(workers(made, facts));
        if (!facts.isRouted()) {
            steps.add(new Step.Route(group.host()));
        }
        leave(
                steps,
                made.workers().keySet().stream()
                        .filter(worker -> !facts.workers().containsKey(worker))
                        .toList());
        if (made.progress() != GroupState.Progress.READY
                && group.definition().login() == null
                && made.client() != null) {
            steps.add(new Step.DisableClient(made.client()));
        }
        // Last, because it works without: while Keycloak is down, nobody can sign in anyway.
        if (!facts.management().equals(made.management())) {
            // The line's domain or port may have changed, which are in this client's addresses as well.
            if (made.progress() == GroupState.Progress.READY
                    && group.definition().login() != null) {
                steps.add(new Step.MakeClient(group.group()));
            }
            steps.add(new Step.MakeManagement(facts.management()));
        }
        return steps;
    }

    /** Workers that differ. A running one is only prepared; the agent restarts it. */
    private static List<Step> workers(GroupState made, Facts facts) {
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<String, GroupState.Worker> entry : facts.workers().entrySet()) {
            String worker = entry.getKey();
            GroupState.Worker want = entry.getValue();
            GroupState.Worker have = made.workers().getOrDefault(worker, GroupState.Worker.UNKNOWN);
            if (want.equals(have)) {
                continue;
            }
            if (!want.configuration().equals(have.configuration())) {
                steps.add(new Step.Configure(worker, want.configuration()));
            }
            boolean isRunning =
                    made.workers().containsKey(worker) && facts.running().contains(worker);
            steps.add(isRunning ? new Step.Prepare(worker, want) : new Step.Start(worker, want));
        }
        return steps;
    }

    /** Workers stop only after they are out of the route and have finished their requests. */
    private static void leave(List<Step> steps, Collection<String> workers) {
        if (!workers.isEmpty()) {
            steps.add(new Step.Settle());
            workers.forEach(worker -> steps.add(new Step.Stop(worker)));
        }
    }

    private static List<Step> removal(Group group, GroupState made, Facts facts) {
        List<Step> steps = new ArrayList<>();
        if (facts.isRouted()) {
            steps.add(new Step.Unroute(group.host()));
        }
        leave(steps, made.workers().keySet());
        String client = made.client();
        if (client != null && group.isDataDropped()) {
            steps.add(new Step.RemoveClient(client));
        } else if (client != null && made.progress() != GroupState.Progress.REMOVED) {
            steps.add(new Step.DisableClient(client));
        }
        if (made.management() != null) {
            steps.add(new Step.RemoveManagement());
        }
        if (group.isDataDropped() && made.progress() != GroupState.Progress.DROPPED) {
            String database = made.database();
            if (database != null) {
                steps.add(new Step.Dump(database));
                steps.add(new Step.DropDatabase(database));
            }
            steps.add(new Step.RemoveData(new Names(group.group()).user()));
        }
        return steps;
    }
}
