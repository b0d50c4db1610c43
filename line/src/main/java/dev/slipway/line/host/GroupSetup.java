package dev.slipway.line.host;

import dev.slipway.line.configuration.OpeningKeys;
import dev.slipway.line.group.Configuration;
import dev.slipway.line.group.Group;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.group.ManagementRoles;
import dev.slipway.line.host.file.Environment;
import dev.slipway.line.host.file.GroupContents;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.file.OpenedConfiguration;
import dev.slipway.line.host.file.SlotFile;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.host.machine.Machine;
import dev.slipway.line.host.machine.VirtualHosts;
import dev.slipway.line.host.plan.Digests;
import dev.slipway.line.host.plan.EndState;
import dev.slipway.line.host.plan.Facts;
import dev.slipway.line.host.plan.GroupPlan;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.host.plan.GroupStep;
import dev.slipway.line.host.plan.Joining;
import dev.slipway.line.host.plan.Names;
import dev.slipway.line.host.plan.Worker;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings one server group to the requested state, step by step; each step is recorded before it begins and when it is
 * done.
 */
final class GroupSetup {
    private final Settings settings;
    private final Machine machine;
    private final SlotFile slots;
    private final Hosting hosting;
    private final VirtualHosts virtualHosts;
    private final GroupSteps steps;
    private final Pace pace;
    private final Group group;
    private final GroupFolder folder;
    private final OpeningKeys keys;
    private final BooleanSupplier isAsked;
    private GroupState current;
    private GroupContents contents = GroupContents.NONE;
    private Set<String> joining = Set.of();
    private List<String> restored = List.of();
    private SortedMap<String, GroupState.Worker> desired = new TreeMap<>();

    GroupSetup(GroupContext context, Pace pace, OpeningKeys keys, BooleanSupplier isAsked) throws IOException {
        settings = context.settings();
        machine = context.machine();
        hosting = context.hosting();
        slots = context.slots();
        virtualHosts = context.virtualHosts();
        group = context.group();
        folder = context.folder();
        this.pace = pace;
        this.keys = keys;
        this.isAsked = isAsked;
        steps = new GroupSteps(context);
        current = folder.state();
    }

    /**
     * Executes the plan.
     *
     * @return the state reached, also after a failure, which schedules a retry
     */
    GroupState apply() throws IOException {
        String ask = Digests.of(group.digestText());
        GroupState requested = current.withRequested(
                group.variables() == null ? null : Digests.of(group.variables().toString()));
        if (!requested.isDue(ask, pace.now())) {
            return current;
        }
        try {
            note(requested);
            carryOut(ask);
            note(joining.isEmpty() ? current.completed(EndState.progress(group)) : current.joining(pace.now()));
            hosting.publish();
            answer(
                    group.isRemoved() ? GroupStatus.State.REMOVED : GroupStatus.State.READY,
                    EndState.detail(group, current, folder.newestDump(), steps.leftRole()));
        } catch (IOException | SQLException | RuntimeException e) {
            note(current.failed(pace.now()));
            answer(GroupStatus.State.FAILED, Reason.of(e));
        }
        return current;
    }

    private void carryOut(String ask) throws IOException, SQLException {
        Facts facts = group.isRemoved() ? factsOfRemoved() : facts();
        GroupState before = ask.equals(current.ask()) ? current : current.making(ask);
        List<GroupStep> plan = GroupPlan.of(group, before, facts);
        if (!plan.isEmpty()) {
            note(before.making(ask));
        } else {
            current = before;
        }
        for (GroupStep step : plan) {
            if (step instanceof GroupStep.Configure || step instanceof GroupStep.Start) {
                answer(GroupStatus.State.MAKING, "waiting for its turn, before " + step.describe());
                machine.acquireStart();
                try {
                    carryOut(step);
                } finally {
                    machine.releaseStart();
                }
            } else {
                carryOut(step);
            }
        }
        if (group.isRemoved()) {
            folder.removeConfiguration();
        } else {
            restored = steps.restore(contents, current);
        }
        // A worker just started may already have what the others run.
        joining = joining();
        if (!group.isRemoved() && !group.isRehearsal() && !virtualHosts.isRouted(group.host(), route())) {
            carryOut(new GroupStep.Route(group.host()));
        }
    }

    private Facts factsOfRemoved() throws IOException {
        boolean isRouted = !group.isRehearsal() && virtualHosts.isOf(group.host(), group.group());
        return new Facts(new TreeMap<>(), Set.of(), "", isRouted, Set.of());
    }

    /** Completing an abandoned copy would delay the next rehearsal. */
    private void refuseForgotten() {
        if (group.isRehearsal() && !group.isRemoved() && !isAsked.getAsBoolean()) {
            throw new HostException("it is no longer requested");
        }
    }

    private void carryOut(GroupStep step) throws IOException, SQLException {
        refuseForgotten();
        answer(GroupStatus.State.MAKING, step.describe());
        note(current.begun(step));
        run(step);
        note(current.done(step));
    }

    /** A rehearsal is never routed to. */
    private Set<String> joining() throws IOException {
        if (group.isRemoved() || group.isRehearsal()) {
            return Set.of();
        }
        return Joining.of(
                contents.workers(),
                virtualHosts.members(group.host()),
                worker -> hosting.isWell(worker, group.definition().probe()));
    }

    private Facts facts() throws IOException {
        slots.take(new Names(group.group()).workers(group.definition().workers()));
        List<Worker> workers = Worker.of(group, slots::ports);
        // For the answer, where one of these fails.
        contents = new GroupContents(workers, "", "", "");
        String environment = Environment.of(group, settings, folder);
        String variables = OpenedConfiguration.of(group, keys);
        String script = String.join("\n", Configuration.commands(group, Environment.relay(group, settings))) + "\n"
                + ManagementRoles.command(group) + "\n";
        contents = new GroupContents(workers, environment, variables, script);
        String configuration = Digests.of(script, home(), folder.secret("management-password"));
        String line = Digests.of(environment, trusted());
        desired = new TreeMap<>();
        workers.forEach(worker -> desired.put(worker.name(), worker.desired(group, configuration, line, variables)));
        joining = joining();
        boolean isRouted = !group.isRehearsal() && virtualHosts.isRouted(group.host(), route());
        return new Facts(desired, running(desired), steps.management(contents).digest(), isRouted, routed());
    }

    /** A rehearsal is never routed to. */
    private Set<String> routed() throws IOException {
        if (group.isRehearsal()) {
            return Set.of();
        }
        Set<String> routed = new TreeSet<>(virtualHosts.members(group.host()));
        routed.retainAll(current.workers().keySet());
        return routed;
    }

    /** The running workers whose configuration changes. */
    private Set<String> running(SortedMap<String, GroupState.Worker> desired) throws IOException {
        Set<String> running = new TreeSet<>();
        for (Map.Entry<String, GroupState.Worker> entry : desired.entrySet()) {
            if (!entry.getValue().equals(current.workers().get(entry.getKey())) && hosting.isRunning(entry.getKey())) {
                running.add(entry.getKey());
            }
        }
        return running;
    }

    /** The newest server for services' workers. */
    private String home() throws IOException {
        return stateText("wildfly/service-homes/newest.id");
    }

    /** What the trust store is made of, as it differs each time it is made: the line's certificates and the JDK's. */
    private String trusted() throws IOException {
        return Digests.of(stateText("tls/trusted.pem"), stateText("tls/truststore.jdk"));
    }

    private String stateText(String name) throws IOException {
        return new StateFile(settings.state().resolve(name)).read().orElse("");
    }

    private String route() {
        return VirtualHosts.text(
                group,
                contents.workers().stream()
                        .map(Worker::name)
                        .filter(worker -> !joining.contains(worker))
                        .toList(),
                slots::ports);
    }

    private void run(GroupStep step) throws IOException, SQLException {
        if (step instanceof GroupStep.Route) {
            virtualHosts.route(group, route());
        } else if (step instanceof GroupStep.CopyDatabase copy) {
            steps.copy(copy, how -> {
                refuseForgotten();
                answer(GroupStatus.State.MAKING, copy.describe() + ", " + how);
            });
        } else {
            steps.run(step, contents, current, pace.now());
        }
    }

    /** The names of the restored files. */
    List<String> restored() {
        return restored;
    }

    private void note(GroupState now) throws IOException {
        if (!now.equals(current)) {
            folder.write(now);
            current = now;
        }
    }

    private void answer(GroupStatus.State state, @Nullable String detail) throws IOException {
        List<GroupStatus.Worker> running = contents.workers().stream()
                .filter(worker -> current.workers().containsKey(worker.name()))
                .map(worker -> new GroupStatus.Worker(
                        worker.name(),
                        worker.ports().host(),
                        worker.ports().http(),
                        worker.ports().management(),
                        current.start(worker.name()),
                        hosting.container(group),
                        joining.contains(worker.name())))
                .toList();
        folder.write(new GroupStatus(
                group.group(),
                group.version(),
                state,
                detail,
                running,
                current.database(),
                pace.now().toString(),
                group.configurationVersion()));
    }
}
