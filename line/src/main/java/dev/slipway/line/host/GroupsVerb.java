package dev.slipway.line.host;

import dev.slipway.line.host.container.ContainerHosting;
import dev.slipway.line.host.machine.Machine;
import dev.slipway.line.host.machine.MachineHosting;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Called by the watcher, in containers by {@code services}: provisions the server groups that the agent requests. */
@Command(
        name = "groups",
        customSynopsis = "groups take",
        description = "Makes the server groups that the agent asks for.")
public final class GroupsVerb implements Runnable {
    /** Another run is in progress: EX_TEMPFAIL of sysexits.h. */
    private static final int BUSY = 75;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    /** Made by picocli. */
    public GroupsVerb() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "groups needs take");
    }

    @Command(name = "take", description = "makes what differs, and says in each group's answer how far it is")
    int take() throws IOException {
        Settings settings = Settings.of(System.getenv());
        Pace pace = new Pace();
        Hosting hosting = settings.isInContainers()
                ? new ContainerHosting(settings)
                : new MachineHosting(settings, new Machine(settings), pace);
        return new GroupsRun(settings, hosting, pace, new GroupsLog(pace, this::say)).run() ? 0 : BUSY;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
