package dev.slipway.line.agent;

import dev.slipway.line.agent.daemon.AgentContext;
import dev.slipway.line.agent.daemon.AgentFolder;
import dev.slipway.line.agent.daemon.Daemon;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.group.Groups;
import dev.slipway.line.agent.group.PortWatch;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.monitor.ThreadDumps;
import dev.slipway.line.agent.monitor.WorkerMonitor;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The agent's program: a daemon without a verb; its verbs are for the line's owner while the ledger is down. */
@Command(
        name = "agent",
        description = "Carries out what the ledger lets through, until it is stopped.",
        mixinStandardHelpOptions = true,
        subcommands = {DeployOffline.class, RollbackOffline.class})
public final class Agent implements Callable<Integer> {
    /** Less than supervisord's stopwaitsecs. */
    private static final Duration STOP = Duration.ofSeconds(50);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    private Agent() {}

    /** Runs the daemon or a verb, and exits with its code. */
    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.config.class", Quiet.class.getName());
        System.exit(new CommandLine(new Agent())
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr()
                            .println("slipway: " + (thrown.getMessage() == null ? thrown : thrown.getMessage()));
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.of(System.getenv());
        Pace pace = new Pace();
        Wiring wiring = new Wiring(settings, pace);
        PrintWriter out = spec.commandLine().getOut();
        AtomicBoolean isStopping = new AtomicBoolean();
        AgentApi api = wiring.api();
        GroupFiles files = wiring.groupFiles();
        Sites sites = wiring.sites(files);
        PortWatch ports = wiring.portWatch(files, line -> log(out, line));
        AgentFolder folder = new AgentFolder(settings.folder(), line -> log(out, line));
        // A separate one, since it runs concurrently.
        WorkerMonitor monitor = new WorkerMonitor(
                files, wiring.sites(files), api, pace, line -> log(out, line), isStopping::get, folder::isAtWork);
        monitor.start();
        new ThreadDumps(files, wiring.sites(files), api, pace, line -> log(out, line), isStopping::get).start();
        Groups groups = new Groups(
                files, settings.serviceEnvironments(), api, ports::alarm, line -> log(out, line), monitor::pollNow);
        // In containers, no other program can take a worker's ports.
        if (!settings.isInContainers()) {
            ports.start(groups::report);
        }
        Daemon daemon = new Daemon(
                new AgentContext(sites, groups, api, wiring.schema(), settings::archive),
                folder,
                settings.environment(),
                line -> log(out, line),
                isStopping::get);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            isStopping.set(true);
            pace.await(STOP, Duration.ofMillis(100), () -> !daemon.isWorking());
        }));
        log(out, "Waits for work in " + settings.environment() + " at " + settings.ledger());
        daemon.run();
        return 0;
    }

    private static void log(PrintWriter out, String line) {
        out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
        out.flush();
    }

    /** Silences java.util.logging: what matters is in the libraries' exceptions. */
    public static final class Quiet {
        /** Instantiated by java.util.logging. */
        public Quiet() {
            java.util.logging.LogManager.getLogManager().reset();
        }
    }
}
