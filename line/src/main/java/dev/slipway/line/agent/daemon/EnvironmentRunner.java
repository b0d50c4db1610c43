package dev.slipway.line.agent.daemon;

import dev.slipway.line.agent.deployment.Job;
import dev.slipway.line.agent.deployment.LedgerSource;
import dev.slipway.line.agent.deployment.StoppedException;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.log.LogOnce;
import dev.slipway.line.agent.log.TraceLog;
import dev.slipway.line.agent.task.Task;
import dev.slipway.line.http.CallException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The agent's work in one environment: one task at a time, in a dedicated thread, even while parts of the line are
 * down. A hanging environment does not block the others.
 */
public final class EnvironmentRunner {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int PATIENCE_SECONDS = 30;

    private final String environment;
    private final AgentContext context;
    private final AgentFolder agentFolder;
    private final Runnable round;
    private final Consumer<String> log;
    private final BooleanSupplier isStopping;
    private final Job.Source ledger;
    private final Thread thread;
    private final LogOnce logOnce;
    private final TraceLog traces;
    private volatile boolean isWanted = true;
    private volatile boolean isWorking;

    /**
     * Of this environment.
     *
     * @param agentFolder of this environment alone
     * @param round called in each round, when nothing is left of the one before, and when its thread ends
     */
    EnvironmentRunner(
            String environment,
            AgentContext context,
            AgentFolder agentFolder,
            Runnable round,
            Consumer<String> log,
            BooleanSupplier isStopping) {
        this.environment = environment;
        this.context = context;
        this.agentFolder = agentFolder;
        this.round = round;
        this.log = log;
        logOnce = new LogOnce(log);
        traces = new TraceLog(log);
        this.isStopping = isStopping;
        ledger = new LedgerSource(context.api(), context.stored(), this::await);
        thread = new Thread(this::runAndTell, environment);
        thread.setDaemon(true);
    }

    /** Runs it in its thread. */
    void start() {
        thread.start();
    }

    /** Whether its thread has not ended. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /** Waits until its thread has ended. */
    void join() throws InterruptedException {
        thread.join();
    }

    /** Whether to go on after the present round. */
    void want(boolean isWantedNow) {
        isWanted = isWantedNow;
    }

    /** Whether a stop should wait for a task. */
    boolean isWorking() {
        return isWorking;
    }

    private void runAndTell() {
        run();
        try {
            context.sites().closeGone(environment::equals);
        } catch (IOException e) {
            logOnce.say(e.toString());
        }
        round.run();
    }

    /** Runs until stopped or no longer desired; finishes the current task first. */
    public void run() {
        while (isWanted && !isStopping.getAsBoolean()) {
            try {
                runOnce();
                logOnce.end();
            } catch (StoppedException e) {
                log.accept("Stopped; the next start resumes.");
                return;
            } catch (CallException e) {
                complain(e.what() + " " + e.remedy());
            } catch (IOException | RuntimeException | Error e) {
                // An error, too, as of an archive that takes all memory, is this environment's alone.
                traces.log(e);
                complain(e.toString());
            }
        }
    }

    /** Logs a problem once until it changes, and pauses. */
    private void complain(String text) {
        logOnce.say(text);
        if (!isStopping.getAsBoolean()) {
            context.sites().own().pace().sleep(PAUSE);
        }
    }

    /** Called between attempts to reach the ledger. */
    private void await(String text) {
        throwIfStopping();
        complain(text);
    }

    private void throwIfStopping() {
        if (isStopping.getAsBoolean()) {
            throw new StoppedException();
        }
    }

    /** First resumes an interrupted task, then sends unsent results, then claims new work. */
    public void runOnce() throws IOException {
        resume();
        round.run();
        context.sites().closeGone(environment::equals);
        Optional<Task> claimed = context.api().claim(environment, PATIENCE_SECONDS);
        // If stopping, leaves the claimed task for the next start.
        if (claimed.isPresent() && !isStopping.getAsBoolean()) {
            work(run -> run.begin(claimed.get()));
        }
    }

    private void resume() throws IOException {
        try (AgentFolder.Lease lease = agentFolder.acquire()) {
            Optional<JournalEntry> left = lease.journal().read();
            if (left.isPresent()) {
                isWorking = true;
                run(lease).resume(left.get());
            }
            lease.outbox().send(context.api());
            context.groups().delivered(environment);
            Optional<RestartFile.Saved> restart = RestartFile.in(lease.folder()).read();
            if (restart.isPresent()) {
                isWorking = true;
                run(lease).resume(restart.get());
            }
        } finally {
            isWorking = false;
        }
    }

    @FunctionalInterface
    private interface Work {
        void with(TaskRun run) throws IOException;
    }

    private void work(Work work) throws IOException {
        try (AgentFolder.Lease lease = agentFolder.acquire()) {
            isWorking = true;
            work.with(run(lease));
        } finally {
            isWorking = false;
        }
    }

    private TaskRun run(AgentFolder.Lease lease) {
        return new TaskRun(context, lease, ledger, this::meanwhile, log, traces);
    }

    /** Forwards the desired groups: the task may need a group that was just created, or whose definition has changed. */
    private void meanwhile() {
        throwIfStopping();
        context.groups().request();
    }
}
