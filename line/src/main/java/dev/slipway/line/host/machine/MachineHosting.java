package dev.slipway.line.host.machine;

import dev.slipway.line.group.Group;
import dev.slipway.line.host.HostException;
import dev.slipway.line.host.Hosting;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.host.plan.Worker;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.setting.Settings;
import java.io.IOException;

/** Workers as processes of this machine, under supervisord. */
public final class MachineHosting implements Hosting {
    private final Settings settings;
    private final boolean hasUsers;
    private final Supervisor supervisor;
    private final WorkerStarter starter;

    public MachineHosting(Settings settings, Machine machine, Pace pace) {
        this.settings = settings;
        hasUsers = machine.hasUsers();
        supervisor = new Supervisor(settings);
        starter = new WorkerStarter(supervisor, settings.state(), pace);
    }

    @Override
    public Ports ports(String worker, int slot) {
        return Ports.above(settings.servicePort(), slot);
    }

    @Override
    public boolean isFree(int slot) {
        return Machine.areFree(Ports.above(settings.servicePort(), slot));
    }

    @Override
    public String container(Group group) {
        return "";
    }

    @Override
    public GroupFolder.Readers readers() {
        return hasUsers ? GroupFolder.Readers.USERS : GroupFolder.Readers.OWNER;
    }

    @Override
    public void prepare() throws IOException {
        program("install");
    }

    @Override
    public void configure(Worker worker, GroupFolder folder, String script) throws IOException {
        program("install", worker.name());
        program("configure", worker.name(), folder.writeScript(script).toString());
    }

    @Override
    public boolean isRunning(String worker) throws IOException {
        return supervisor.isRunning(worker);
    }

    @Override
    public boolean isWell(Worker worker, String probe) {
        int status = WorkerStarter.health(worker, probe);
        return status >= 100 && status < 500;
    }

    @Override
    public void start(Worker worker, Group group) throws IOException {
        starter.start(worker, group);
    }

    @Override
    public void publish() {
        // The workers read the original files.
    }

    @Override
    public void awaitReload() {
        starter.awaitReload();
    }

    @Override
    public void stop(String worker) throws IOException {
        supervisor.remove(worker);
    }

    @Override
    public void clearDeployments(String worker) throws IOException {
        program("clear-deployments", worker);
    }

    private void program(String... words) throws IOException {
        String[] command = new String[words.length + 1];
        command[0] = settings.root().resolve("ear/bin/worker").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        HostPrograms.in(settings.state()).run(command).orThrow(HostException::new);
    }
}
