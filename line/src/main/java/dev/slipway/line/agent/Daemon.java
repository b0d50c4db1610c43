package dev.slipway.line.agent;

import dev.slipway.line.agent.deployment.Job;
import dev.slipway.line.agent.deployment.LedgerSource;
import dev.slipway.line.agent.deployment.ServiceMigration;
import dev.slipway.line.agent.deployment.SyncRun;
import dev.slipway.line.agent.group.Groups;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.journal.Task;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.ledger.LockKeeper;
import dev.slipway.line.agent.ledger.Reporter;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.LedgerException;
import dev.slipway.line.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The agent's main loop: one task after the other, also while parts of the line are down. */
public final class Daemon {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** The long-poll time with a single environment. */
    private static final int PATIENCE_SECONDS = 30;

    /** The long-poll time with several environments. */
    private static final int SHORT_SECONDS = 3;

    /** The long-poll time while workers are being created. */
    private static final int MAKING_SECONDS = 2;

    private final Sites sites;
    private final Groups groups;
    private final ServiceMigration migration;
    private final AgentApi api;
    private final AgentFolder agentFolder;
    private final Optional<Schema> schema;
    private final String environment;
    private final Consumer<String> log;
    private final BooleanSupplier isStopping;
    private final Set<String> refused = new HashSet<>();
    private final Job.Source ledger;
    private String lastComplaint = "";
    private volatile boolean isWorking;

    Daemon(
            Sites sites,
            Groups groups,
            ServiceMigration migration,
            AgentApi api,
            AgentFolder agentFolder,
            Optional<Schema> schema,
            String environment,
            Consumer<String> log,
            BooleanSupplier isStopping) {
        this.sites = sites;
        this.groups = groups;
        this.migration = migration;
        this.api = api;
        this.agentFolder = agentFolder;
        this.schema = schema;
        this.environment = environment;
        this.log = log;
        this.isStopping = isStopping;
        ledger = new LedgerSource(api, this::await);
    }

    /** Runs until stopped; finishes the current task first. */
    public void run() {
        while (!isStopping.getAsBoolean()) {
            try {
                runOnce();
                lastComplaint = "";
            } catch (StoppedException e) {
                log.accept("Stopped; the next start goes on.");
                return;
            } catch (CallException e) {
                complain(e.what() + " " + e.wayOut());
            } catch (IOException | RuntimeException e) {
                complain(e.toString());
            }
        }
    }

    /** Whether a stop should wait for a task. */
    boolean isWorking() {
        return isWorking;
    }

    /** Logs a problem once until it changes. */
    private void complain(String text) {
        if (!text.equals(lastComplaint)) {
            log.accept(text);
            lastComplaint = text;
        }
        if (!isStopping.getAsBoolean()) {
            sites.own().pace().sleep(PAUSE);
        }
    }

    /** Until the ledger is asked again. */
    private void await(String complaint) {
        if (isStopping.getAsBoolean()) {
            throw new StoppedException();
        }
        complain(complaint);
    }

    /** First resumes an interrupted task, then sends unsent results, then claims new work. */
    public void runOnce() throws IOException {
        try (AgentFolder.Lease lease = agentFolder.acquire()) {
            Optional<JournalEntry> left = lease.journal().read();
            if (left.isPresent()) {
                isWorking = true;
                log.accept("Goes on with " + left.get().task().title());
                finish(lease, left.get().task(), false);
            }
            lease.outbox().send(api);
            groups.taken();
            Optional<RestartFile.Saved> restart = RestartFile.in(lease.folder()).read();
            if (restart.isPresent()) {
                isWorking = true;
                log.accept("Goes on with " + restart.get().task().title());
                restart(lease, restart.get(), false);
            }
        } finally {
            isWorking = false;
        }
        groups.look();
        boolean isMoving = move();
        List<String> others = groups.environments().stream()
                .filter(other -> !other.equals(environment))
                .toList();
        for (String other : others) {
            claimIfThere(other);
            if (isStopping.getAsBoolean()) {
                return;
            }
        }
        claim(
                environment,
                isMoving || groups.isMaking() ? MAKING_SECONDS : others.isEmpty() ? PATIENCE_SECONDS : SHORT_SECONDS);
    }

    /** Migrates services that an earlier release deployed on the ledger's workers; returns whether some are left. */
    private boolean move() throws IOException {
        if (migration.waiting().isEmpty()) {
            return false;
        }
        migration.ask();
        groups.look();
        try (AgentFolder.Lease lease = agentFolder.acquire()) {
            isWorking = true;
            migration.carryOut(lease.folder(), (task, archive) -> {
                lease.journal().write(JournalEntry.of(task, now()));
                Recorder recorder = Recorder.of(lease.journal(), sites.own().pace(), this::show);
                Job.Source source = (digest, file) -> Files.copy(archive, file, StandardCopyOption.REPLACE_EXISTING);
                JournalEntry entry = new Job(sites, lease.journal(), recorder, source, schema, this::meanwhile).run();
                lease.close(entry);
                lease.outbox().send(api);
                return entry;
            });
        } finally {
            isWorking = false;
        }
        return !migration.waiting().isEmpty();
    }

    /** A forbidden environment must not block the others. */
    private void claimIfThere(String other) throws IOException {
        try {
            claim(other, 0);
        } catch (LedgerException e) {
            if (AgentApi.isAway(e)) {
                throw e;
            }
            if (refused.add(other)) {
                log.accept(e.what() + " " + e.wayOut());
            }
        }
    }

    /** Claims one task per environment, so that none starves the others. */
    private void claim(String where, int seconds) throws IOException {
        Optional<Task> claimed = api.claim(where, seconds);
        if (claimed.isPresent()) {
            // The group may have been created just before the request.
            groups.look();
            try (AgentFolder.Lease lease = agentFolder.acquire()) {
                isWorking = true;
                begin(lease, claimed.get());
            } finally {
                isWorking = false;
            }
        }
    }

    /** Reports groups' progress while a task waits for workers. */
    private void meanwhile() {
        if (isStopping.getAsBoolean()) {
            throw new StoppedException();
        }
        groups.look();
    }

    private Instant now() {
        return sites.own().pace().now();
    }

    private void begin(AgentFolder.Lease lease, Task task) throws IOException {
        log.accept((task.isResumed() ? "Takes up again: " : "Takes up: ") + task.title() + " in " + task.environment());
        if (task.isRestart()) {
            restart(lease, new RestartFile.Saved(task, Map.of(), false, List.of(), RestartFile.RUNNING, null), true);
        } else if (task.isSync()) {
            try (LockKeeper lock = new LockKeeper(api, task, true)) {
                new SyncRun(sites, api, lease.folder().resolve("sync"), part -> {
                            lease.journal().write(JournalEntry.of(part, now()));
                            JournalEntry entry = execute(lease, part);
                            lease.close(entry);
                            lease.outbox().send(api);
                            return entry;
                        })
                        .run(task);
            }
        } else {
            lease.journal().write(JournalEntry.of(task, now()));
            finish(lease, task, true);
        }
    }

    /** A finished restart only has to be reported. */
    private void restart(AgentFolder.Lease lease, RestartFile.Saved begun, boolean isClaimed) throws IOException {
        Task task = begun.task();
        RestartFile file = RestartFile.in(lease.folder());
        RestartFile.Saved end = begun;
        if (!begun.isOver()) {
            file.write(begun);
            try (LockKeeper lock = new LockKeeper(api, task, isClaimed)) {
                end = sites.restart(task, file, begun, api, this::show);
            }
        }
        try {
            api.report(task.id(), end);
        } catch (CallException e) {
            if (AgentApi.isAway(e)) {
                throw e;
            }
            log.accept("The ledger does not take how it ended: " + e.what());
        }
        file.clear();
        groups.restarted();
    }

    private void finish(AgentFolder.Lease lease, Task task, boolean isClaimed) throws IOException {
        if (task.isOffline()) {
            Recorder recorder = Recorder.of(lease.journal(), sites.own().pace(), this::show);
            lease.close(job(lease, recorder).run());
            return;
        }
        Optional<String> ending = isClaimed ? Optional.empty() : ending(task);
        try (LockKeeper lock = new LockKeeper(api, task, isClaimed)) {
            lease.close(ending.isPresent() ? giveUp(lease, task, ending.get()) : execute(lease, task));
            lease.outbox().send(api);
        }
    }

    /** Why the interrupted task was given up meanwhile; empty to go on, also if the ledger does not answer. */
    private Optional<String> ending(Task task) {
        try {
            return api.ending(task.id());
        } catch (CallException e) {
            return Optional.empty();
        }
    }

    private JournalEntry giveUp(AgentFolder.Lease lease, Task task, String why) throws IOException {
        log.accept("It was given up meanwhile. " + why);
        Recorder recorder = Recorder.of(lease.journal(), sites.own().pace(), this::show);
        return job(lease, recorder).giveUp(why);
    }

    private JournalEntry execute(AgentFolder.Lease lease, Task task) throws IOException {
        try (Reporter reporter = new Reporter(
                api, task.id(), lease.journal().read().map(JournalEntry::steps).orElseThrow())) {
            Recorder recorder = Recorder.of(lease.journal(), sites.own().pace(), report -> {
                show(report);
                reporter.accept(report);
            });
            return job(lease, recorder).run();
        }
    }

    private Job job(AgentFolder.Lease lease, Recorder recorder) {
        return new Job(sites, lease.journal(), recorder, ledger, schema, this::meanwhile);
    }

    private void show(StepReport report) {
        log.accept("  " + report.line());
    }
}
