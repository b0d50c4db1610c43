package dev.slipway.line.host;

import dev.slipway.line.database.LeftRole;
import dev.slipway.line.group.Group;
import dev.slipway.line.group.Login;
import dev.slipway.line.host.file.GroupContents;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.file.Namesakes;
import dev.slipway.line.host.file.SlotFile;
import dev.slipway.line.host.machine.Machine;
import dev.slipway.line.host.machine.MemoryCheck;
import dev.slipway.line.host.machine.VirtualHosts;
import dev.slipway.line.host.machine.WorkerLogs;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.host.plan.GroupStep;
import dev.slipway.line.host.plan.Names;
import dev.slipway.line.host.plan.SharedFiles;
import dev.slipway.line.host.plan.Worker;
import dev.slipway.line.realm.client.ManagementClients;
import dev.slipway.line.realm.client.ServiceClient;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes the steps of a server group's plan. */
final class GroupSteps {
    /** Held while it is decided which group has a user. */
    private static final Object USERS = new Object();

    private final Settings settings;
    private final Machine machine;
    private final Hosting hosting;
    private final SlotFile slots;
    private final VirtualHosts virtualHosts;
    private final Group group;
    private final GroupFolder folder;

    GroupSteps(GroupContext context) {
        settings = context.settings();
        machine = context.machine();
        hosting = context.hosting();
        slots = context.slots();
        virtualHosts = context.virtualHosts();
        group = context.group();
        folder = context.folder();
    }

    /** Runs any step but a copy and a route. */
    void run(GroupStep step, GroupContents contents, GroupState state, Instant now) throws IOException, SQLException {
        if (step instanceof GroupStep.MakeUser make) {
            makeUser(make, contents);
        } else if (step instanceof GroupStep.MakeDatabase make) {
            data().make(
                            make.name(),
                            folder.login(make.name()),
                            group.definition().workers());
        } else if (step instanceof GroupStep.MakeClient make) {
            client(make.name()).make(settings, folder.secret("oidc-secret"));
        } else if (step instanceof GroupStep.DisableClient disable) {
            ServiceClient.disable(settings, disable.name());
        } else if (step instanceof GroupStep.RemoveClient remove) {
            ServiceClient.remove(settings, remove.name());
        } else if (step instanceof GroupStep.MakeManagement) {
            management(contents).make(settings, folder.secret("management-secret"));
        } else if (step instanceof GroupStep.RemoveManagement) {
            ManagementClients.remove(settings, group.group());
        } else if (step instanceof GroupStep.Unroute unroute) {
            virtualHosts.unroute(unroute.host());
        } else if (step instanceof GroupStep.Dump dump) {
            data().dump(dump.database(), folder, now);
        } else if (step instanceof GroupStep.DropDatabase drop) {
            data().drop(drop.name());
        } else if (step instanceof GroupStep.RemoveData remove) {
            removeData(remove.user());
        } else {
            runOnWorker(step, contents, state);
        }
    }

    /** The first group that shares its files with a user has that user. */
    private void makeUser(GroupStep.MakeUser make, GroupContents contents) throws IOException {
        synchronized (USERS) {
            boolean isFirst = make.isNew() && machine.hasUsers();
            if (isFirst) {
                new Namesakes(folder).requireNone();
            }
            machine.makeUser(make.name(), make.isNew());
            if (isFirst) {
                folder.share(contents.environment(), contents.variables(), make.name());
            }
        }
    }

    /** Copies a database, after checking what would make that fail before it starts. */
    void copy(GroupStep.CopyDatabase copy, GroupDatabase.Progress progress) throws IOException, SQLException {
        GroupFolder original = new GroupFolder(settings.groups().resolve(group.rehearsed()), hosting.readers());
        if (!copy.from().equals(original.state().database())) {
            throw new HostException(group.rehearsed() + " has no database");
        }
        MemoryCheck.require(group, MemoryCheck.memory());
        data().copy(copy, folder.login(copy.name()), group.definition().workers(), progress);
    }

    /** Why the role of its dropped database is left; null if it is not. */
    @Nullable
    String leftRole() throws IOException, SQLException {
        if (!group.isDataDropped() || folder.newestDump() == null) {
            return null;
        }
        return data().left(new Names(group.group()).database())
                .map(LeftRole::reason)
                .orElse(null);
    }

    private void runOnWorker(GroupStep step, GroupContents contents, GroupState state) throws IOException {
        if (step instanceof GroupStep.Configure configure) {
            share(
                    contents,
                    configure.worker(),
                    state.workers().getOrDefault(configure.worker(), GroupState.Worker.UNKNOWN));
            hosting.configure(contents.worker(configure.worker()), folder, contents.script());
        } else if (step instanceof GroupStep.Start toStart) {
            share(contents, toStart.worker(), toStart.digests());
            hosting.start(contents.worker(toStart.worker()), group);
        } else if (step instanceof GroupStep.Prepare prepare) {
            share(contents, prepare.worker(), prepare.digests());
        } else if (step instanceof GroupStep.AwaitReload) {
            hosting.awaitReload();
        } else if (step instanceof GroupStep.Stop stop) {
            stop(stop.worker());
        } else if (step instanceof GroupStep.Dismiss dismiss) {
            stop(dismiss.worker());
            hosting.clearDeployments(dismiss.worker());
        } else if (step instanceof GroupStep.ClearDeployments clear) {
            hosting.clearDeployments(clear.worker());
        } else {
            throw new IllegalStateException("unknown step: " + step.getClass());
        }
    }

    private void stop(String worker) throws IOException {
        hosting.stop(worker);
        folder.removeWorker(worker);
        slots.free(worker);
    }

    /** Writes the secrets first, so that a worker that starts with the digest has all that it covers. */
    private void share(GroupContents contents, String name, GroupState.Worker as) throws IOException {
        folder.share(contents.environment(), contents.variables(), new Names(group.group()).user());
        folder.writeWorker(name, contents.worker(name).text(group, contents.workers(), as.start(), shared(contents)));
    }

    private SharedFiles shared(GroupContents contents) throws IOException {
        return new SharedFiles(contents.environment(), contents.variables(), folder.secret("management-password"));
    }

    /** Restores manually changed files, and returns their names; the workers themselves report if they were started with those. */
    List<String> restore(GroupContents contents, GroupState state) throws IOException {
        List<String> restored = folder.altered(contents.environment(), contents.variables());
        if (!restored.isEmpty()) {
            folder.share(contents.environment(), contents.variables(), new Names(group.group()).user());
        }
        for (Worker worker : contents.workers()) {
            String start = state.start(worker.name());
            if (start != null) {
                String text = worker.text(group, contents.workers(), start, shared(contents));
                if (folder.worker(worker.name()).filter(text::equals).isEmpty()) {
                    folder.writeWorker(worker.name(), text);
                }
            }
        }
        return restored;
    }

    private GroupDatabase data() {
        return new GroupDatabase(settings);
    }

    private ServiceClient client(String name) {
        Login login = group.definition().login();
        List<String> roles = login == null ? List.of() : login.roles();
        return new ServiceClient(name, title(), settings.service(group.host()).toString(), roles);
    }

    private String title() {
        String title = group.definition().title();
        return title == null ? group.target().service() : title;
    }

    /** The clients of its workers' consoles. */
    ManagementClients management(GroupContents contents) {
        return new ManagementClients(
                group.group(),
                title(),
                contents.workers().stream()
                        .map(worker ->
                                settings.service("admin-" + worker.name()).toString())
                        .toList());
    }

    /** Includes former workers, whose files remain when the group shrinks. */
    private void removeData(String user) throws IOException {
        Path all = settings.state().resolve("workers");
        WorkerLogs logs = new WorkerLogs(settings.state().resolve("logs"));
        for (String worker : new Names(group.group()).workers(GroupFile.MOST_WORKERS)) {
            machine.remove(all.resolve(worker));
            slots.free(worker);
            logs.remove(worker);
            Files.deleteIfExists(settings.state().resolve("run").resolve(worker + ".starts"));
        }
        synchronized (USERS) {
            folder.removeSecrets();
            if (new Namesakes(folder).groups().isEmpty()) {
                machine.removeUser(user);
            }
        }
    }
}
