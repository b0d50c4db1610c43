package dev.slipway.line.host;

import dev.slipway.line.group.Answer;
import dev.slipway.line.group.Configuration;
import dev.slipway.line.group.Group;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.realm.ServiceClient;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes one server group what was asked for, step by step; each step is noted before it begins and when it is done. */
final class GroupSetup {
    private final Settings settings;
    private final Machine machine;
    private final SlotFile slots;
    private final Supervisor supervisor;
    private final Start start;
    private final Front front;
    private final Pace pace;
    private final Group group;
    private final GroupFolder folder;
    private Made made;
    private List<Worker> workers = List.of();
    private String environment = "";
    private String script = "";

    GroupSetup(Settings settings, Machine machine, SlotFile slots, Pace pace, Group group, GroupFolder folder)
            throws IOException {
        this.settings = settings;
        this.machine = machine;
        this.slots = slots;
        this.pace = pace;
        this.group = group;
        this.folder = folder;
        supervisor = new Supervisor(settings);
        start = new Start(supervisor, settings.state(), pace);
        front = new Front(settings, machine.reloads());
        made = folder.made();
    }

    /**
     * Does what is to be done.
     *
     * @return what was made by then, also where it failed: then it is due again
     */
    Made settle() throws IOException {
        String ask = Digests.of(group.toString());
        if (!made.isDue(ask, pace.now())) {
            return made;
        }
        try {
            carryOut(ask);
            Made.Progress as = !group.isRemoved()
                    ? Made.Progress.READY
                    : group.isDataDropped() ? Made.Progress.DROPPED : Made.Progress.REMOVED;
            note(made.settled(as));
            answer(group.isRemoved() ? Answer.State.REMOVED : Answer.State.READY, lastWord());
        } catch (IOException | SQLException | RuntimeException e) {
            note(made.failed(pace.now()));
            answer(Answer.State.FAILED, Reason.of(e));
        }
        return made;
    }

    private void carryOut(String ask) throws IOException, SQLException {
        Facts facts = group.isRemoved() ? new Facts(new TreeMap<>(), front.isOf(group.host(), group.group())) : facts();
        Made before = ask.equals(made.ask()) ? made : made.making(ask);
        List<Step> steps = Plan.of(group, before, facts);
        if (!steps.isEmpty()) {
            note(before.making(ask));
        } else {
            made = before;
        }
        for (Step step : steps) {
            if (step instanceof Step.Configure || step instanceof Step.Start) {
                answer(Answer.State.MAKING, "waiting for its turn, before " + step.words());
                machine.takeTurn();
                try {
                    carryOut(step);
                } finally {
                    machine.giveTurnBack();
                }
            } else {
                carryOut(step);
            }
        }
    }

    private void carryOut(Step step) throws IOException, SQLException {
        answer(Answer.State.MAKING, step.words());
        note(made.begun(step));
        run(step);
        note(made.done(step));
    }

    private Facts facts() throws IOException {
        slots.take(new Names(group.group()).workers(group.workers()));
        workers = Worker.of(group, slots::ports);
        environment = Environment.of(group, settings, folder);
        script = String.join("\n", Configuration.commands(group)) + "\n";
        String configuration = Digests.of(script, home(), folder.secret("management-password"));
        SortedMap<String, Made.Worker> wanted = new TreeMap<>();
        workers.forEach(worker -> wanted.put(worker.name(), worker.wanted(group, configuration, environment)));
        return new Facts(wanted, front.isRouted(group.host(), route()));
    }

    /** Which server it is that all services' workers are started from. */
    private String home() throws IOException {
        return new StateFile(settings.state().resolve("wildfly/service-home.id"))
                .read()
                .orElse("");
    }

    private String route() {
        return Front.text(group, workers.stream().map(Worker::name).toList(), slots::ports);
    }

    private void run(Step step) throws IOException, SQLException {
        if (step instanceof Step.MakeUser make) {
            machine.makeUser(make.name());
        } else if (step instanceof Step.MakeDatabase make) {
            data().make(make.name(), folder.secret("database-password"), group.workers());
        } else if (step instanceof Step.MakeClient make) {
            client(make.name()).make(settings, folder.secret("oidc-secret"));
        } else if (step instanceof Step.RemoveClient remove) {
            ServiceClient.remove(settings, remove.name());
        } else if (step instanceof Step.Route) {
            front.route(group, route());
        } else if (step instanceof Step.Unroute unroute) {
            front.unroute(unroute.host());
        } else if (step instanceof Step.Dump dump) {
            data().dump(dump.database(), folder, pace.now());
        } else if (step instanceof Step.DropDatabase drop) {
            data().drop(drop.name());
        } else if (step instanceof Step.RemoveData remove) {
            removeData(remove.user());
        } else {
            runOnWorker(step);
        }
    }

    private void runOnWorker(Step step) throws IOException {
        if (step instanceof Step.Configure configure) {
            share(configure.worker());
            program("install", configure.worker());
            program("configure", configure.worker(), folder.writeScript(script).toString());
        } else if (step instanceof Step.Start toStart) {
            share(toStart.worker());
            start.start(worker(toStart.worker()), group);
        } else if (step instanceof Step.Settle) {
            start.settle();
        } else if (step instanceof Step.Stop stop) {
            supervisor.remove(stop.worker());
            folder.removeWorker(stop.worker());
            slots.free(stop.worker());
        }
    }

    private void share(String name) throws IOException {
        folder.share(environment, new Names(group.group()).user());
        folder.writeWorker(name, worker(name).text(group, workers));
    }

    private Worker worker(String name) {
        return workers.stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void program(String... words) throws IOException {
        String[] command = new String[words.length + 1];
        command[0] = settings.root().resolve("ear/bin/worker").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        new Programs(settings.state()).require(command);
    }

    private Data data() {
        return new Data(settings);
    }

    private ServiceClient client(String name) {
        String title = group.title() == null ? group.service() : group.title();
        List<String> roles = group.login() == null ? List.of() : group.login().roles();
        return new ServiceClient(name, title, settings.service(group.host()).toString(), roles);
    }

    /** Also of workers that the group had once: their files stay where there is one less. */
    private void removeData(String user) throws IOException {
        Path all = settings.state().resolve("workers");
        for (String worker : new Names(group.group()).workers(GroupFile.MOST_WORKERS)) {
            machine.remove(all.resolve(worker));
        }
        folder.removeSecrets();
        machine.removeUser(user);
    }

    private void note(Made now) throws IOException {
        if (!now.equals(made)) {
            folder.write(now);
            made = now;
        }
    }

    private void answer(Answer.State state, @Nullable String detail) throws IOException {
        List<Answer.Worker> running = workers.stream()
                .filter(worker -> made.workers().containsKey(worker.name()))
                .map(worker -> new Answer.Worker(
                        worker.name(), worker.ports().http(), worker.ports().management()))
                .toList();
        folder.write(new Answer(
                group.group(),
                group.version(),
                state,
                detail,
                running,
                made.database(),
                pace.now().toString()));
    }

    /** Where the data of a removed group is. */
    private @Nullable String lastWord() throws IOException {
        if (!group.isRemoved()) {
            return null;
        }
        if (!group.isDataDropped()) {
            return made.database() == null ? null : "the database " + made.database() + " is kept";
        }
        Path dump = folder.newestDump();
        return dump == null ? null : "what its database held is in " + dump;
    }
}
