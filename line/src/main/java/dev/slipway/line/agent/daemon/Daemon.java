package dev.slipway.line.agent.daemon;

import dev.slipway.line.agent.log.LogOnce;
import dev.slipway.line.agent.log.TraceLog;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The agent: a runner for each environment, and repeated polls of the server groups. */
public final class Daemon {
    /** Single environment: its runner wakes this loop as soon as its desired groups change. */
    private static final Duration ALONE = Duration.ofSeconds(30);

    /** Several environments: groups of an environment that has no runner yet wake nobody. */
    private static final Duration AMONG_OTHERS = Duration.ofSeconds(3);

    /** While workers are being created, or after a failure. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final AgentContext context;
    private final AgentFolder agentFolder;
    private final String own;
    private final Consumer<String> log;
    private final BooleanSupplier isStopping;
    private final Map<String, EnvironmentRunner> runners = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private boolean isOwnFolderClear;
    private final LogOnce logOnce;
    private final TraceLog traces;

    /**
     * Of a line.
     *
     * @param agentFolder of the environment that the ledger's workers are in, with the other environments' below it
     * @param own that environment
     */
    public Daemon(
            AgentContext context,
            AgentFolder agentFolder,
            String own,
            Consumer<String> log,
            BooleanSupplier isStopping) {
        this.context = context;
        this.agentFolder = agentFolder;
        this.own = own;
        this.log = log;
        logOnce = new LogOnce(log);
        traces = new TraceLog(log);
        this.isStopping = isStopping;
    }

    /** Runs until stopped, and all current tasks are finished. */
    public void run() throws InterruptedException {
        adjust(Set.of(own));
        while (!isStopping.getAsBoolean()) {
            Duration pause = SOON;
            try {
                // Adjusts before polling too: interrupted tasks must not wait for the ledger or for slow workers.
                adjust(desired());
                context.groups().poll();
                adjust(desired());
                pause = pause();
                logOnce.end();
            } catch (FileNotFoundException | NoSuchFileException e) {
                // A runner has just finished the task in it.
                news.release();
            } catch (IOException | RuntimeException e) {
                traces.log(e);
                logOnce.say(e.toString());
            }
            if (news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }
        for (EnvironmentRunner runner : runners.values()) {
            runner.join();
        }
    }

    private Duration pause() throws IOException {
        return context.groups().isMaking() ? SOON : runners.size() > 1 ? AMONG_OTHERS : ALONE;
    }

    /** Whether a stop should wait for a task. */
    public boolean isWorking() {
        return runners.values().stream().anyMatch(EnvironmentRunner::isWorking);
    }

    /** The environments that it works in now. */
    Set<String> environments() {
        Set<String> environments = new TreeSet<>();
        runners.forEach((environment, runner) -> {
            if (runner.isAlive()) {
                environments.add(environment);
            }
        });
        return environments;
    }

    /** The environments with server groups, and those that something was left of when their last group went. */
    private Set<String> desired() throws IOException {
        Set<String> desired = new TreeSet<>(context.groups().environments());
        for (String environment : agentFolder.environments()) {
            if (isUnfinished(environment)) {
                desired.add(environment);
            }
        }
        if (!isOwnFolderClear) {
            // An earlier release had a single folder: finish the tasks left there for other environments first.
            Set<String> left = agentFolder.unfinished();
            left.remove(own);
            desired.removeAll(left);
            isOwnFolderClear = left.isEmpty();
        }
        desired.add(own);
        return desired;
    }

    /**
     * Whether unfinished tasks are left there. If unreadable, starts the runner, which reports the error; the others
     * continue.
     */
    private boolean isUnfinished(String environment) {
        try {
            return !agentFolder.of(environment).unfinished().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    /** Starts those that are missing, and has those end that are not desired any more. */
    private void adjust(Collection<String> desired) {
        runners.values().removeIf(runner -> !runner.isAlive());
        runners.forEach((environment, runner) -> runner.want(desired.contains(environment)));
        for (String environment : desired) {
            if (!runners.containsKey(environment)) {
                EnvironmentRunner runner = runner(environment);
                runners.put(environment, runner);
                runner.start();
            }
        }
    }

    private EnvironmentRunner runner(String environment) {
        return new EnvironmentRunner(
                environment,
                context,
                environment.equals(own) ? agentFolder : agentFolder.of(environment),
                news::release,
                line -> log.accept(runners.size() > 1 ? environment + ": " + line : line),
                isStopping);
    }
}
