package dev.slipway.line.agent;

import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.LedgerException;
import dev.slipway.line.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Takes one order after the other, for as long as the line is up, whatever of it is away. */
final class Daemon {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** How long a claim waits in the one environment that there is. */
    private static final int PATIENCE_SECONDS = 30;

    /** How long it waits where others are to be looked at, too. */
    private static final int SHORT_SECONDS = 3;

    /** How long it waits where workers are being made. */
    private static final int MAKING_SECONDS = 2;

    private final Sites sites;
    private final Groups groups;
    private final Moves moves;
    private final AgentApi api;
    private final Workshop workshop;
    private final Optional<Schema> schema;
    private final String environment;
    private final Consumer<String> log;
    private final BooleanSupplier isStopping;
    private final Set<String> refused = new HashSet<>();
    private final Job.Source ledger = new FromLedger();
    private String lastComplaint = "";
    private volatile boolean isWorking;

    Daemon(
            Sites sites,
            Groups groups,
            Moves moves,
            AgentApi api,
            Workshop workshop,
            Optional<Schema> schema,
            String environment,
            Consumer<String> log,
            BooleanSupplier isStopping) {
        this.sites = sites;
        this.groups = groups;
        this.moves = moves;
        this.api = api;
        this.workshop = workshop;
        this.schema = schema;
        this.environment = environment;
        this.log = log;
        this.isStopping = isStopping;
    }

    /** Until it is to stop: what it is doing then, it ends first. */
    void run() {
        while (!isStopping.getAsBoolean()) {
            try {
                turn();
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

    /** Whether there is something that a stop should wait for. */
    boolean isWorking() {
        return isWorking;
    }

    /** Once, until it is something else. */
    private void complain(String text) {
        if (!text.equals(lastComplaint)) {
            log.accept(text);
            lastComplaint = text;
        }
        if (!isStopping.getAsBoolean()) {
            sites.own().pace().sleep(PAUSE);
        }
    }

    /** What an earlier run left comes first, then what the ledger does not know yet, then new work. */
    void turn() throws IOException {
        try (Workshop.Turn turn = workshop.enter()) {
            Optional<Entry> left = turn.journal().read();
            if (left.isPresent()) {
                isWorking = true;
                log.accept("Goes on with " + name(left.get().task()));
                finish(turn, left.get().task(), false);
            }
            turn.outbox().send(api);
            groups.taken();
            Optional<RestartFile.Kept> restart = RestartFile.in(turn.folder()).read();
            if (restart.isPresent()) {
                isWorking = true;
                log.accept("Goes on with " + name(restart.get().task()));
                restart(turn, restart.get(), false);
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

    /** What an earlier release left on the ledger's workers goes to workers of its own; says whether something is left then. */
    private boolean move() throws IOException {
        if (moves.waiting().isEmpty()) {
            return false;
        }
        moves.ask();
        groups.look();
        try (Workshop.Turn turn = workshop.enter()) {
            isWorking = true;
            moves.carryOut(turn.folder(), (task, archive) -> {
                turn.journal().write(Entry.of(task, now()));
                Recorder recorder = Recorder.of(turn.journal(), sites.own().pace(), this::show);
                Job.Source source = (digest, file) -> Files.copy(archive, file, StandardCopyOption.REPLACE_EXISTING);
                Entry entry = new Job(sites, turn.journal(), recorder, source, schema, this::meanwhile).run();
                turn.close(entry);
                turn.outbox().send(api);
                return entry;
            });
        } finally {
            isWorking = false;
        }
        return !moves.waiting().isEmpty();
    }

    /** An environment that the ledger does not let the agent into keeps it from none of the others. */
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

    /** Takes one order of an environment's, so that no environment keeps the others from their turn. */
    private void claim(String where, int seconds) throws IOException {
        Optional<Task> claimed = api.claim(where, seconds);
        if (claimed.isPresent()) {
            // What it is for may have got workers of its own just before it was asked for.
            groups.look();
            try (Workshop.Turn turn = workshop.enter()) {
                isWorking = true;
                begin(turn, claimed.get());
            } finally {
                isWorking = false;
            }
        }
    }

    /** While workers are waited for: whoever waits for them sees how far they are. */
    private void meanwhile() {
        if (isStopping.getAsBoolean()) {
            throw new StoppedException();
        }
        groups.look();
    }

    private Instant now() {
        return sites.own().pace().now();
    }

    private static String name(Task task) {
        return task.isSync()
                ? "the sync " + task.id()
                : task.isRestart()
                        ? "the restart of " + task.service() + "'s workers"
                        : task.service() + " " + task.version();
    }

    private void begin(Workshop.Turn turn, Task task) throws IOException {
        log.accept((task.isResumed() ? "Takes up again: " : "Takes up: ") + name(task) + " in " + task.environment());
        if (task.isRestart()) {
            restart(turn, new RestartFile.Kept(task, Map.of(), false, List.of(), RestartFile.RUNNING, null), true);
        } else if (task.isSync()) {
            try (LockKeeper lock = new LockKeeper(api, task, true)) {
                new SyncRun(sites, api, turn.folder().resolve("sync"), part -> {
                            turn.journal().write(Entry.of(part, now()));
                            Entry entry = execute(turn, part);
                            turn.close(entry);
                            turn.outbox().send(api);
                            return entry;
                        })
                        .run(task);
            }
        } else {
            turn.journal().write(Entry.of(task, now()));
            finish(turn, task, true);
        }
    }

    /** What an earlier run has ended only has to be told. */
    private void restart(Workshop.Turn turn, RestartFile.Kept begun, boolean isClaimed) throws IOException {
        Task task = begun.task();
        RestartFile file = RestartFile.in(turn.folder());
        RestartFile.Kept end = begun;
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

    private void finish(Workshop.Turn turn, Task task, boolean isClaimed) throws IOException {
        if (task.isOffline()) {
            Recorder recorder = Recorder.of(turn.journal(), sites.own().pace(), this::show);
            turn.close(job(turn, recorder).run());
            return;
        }
        Optional<String> ending = isClaimed ? Optional.empty() : ending(task);
        try (LockKeeper lock = new LockKeeper(api, task, isClaimed)) {
            turn.close(ending.isPresent() ? giveUp(turn, task, ending.get()) : execute(turn, task));
            turn.outbox().send(api);
        }
    }

    /** Whether somebody gave up what an earlier run left. Where the ledger does not say, it goes on. */
    private Optional<String> ending(Task task) {
        try {
            return api.ending(task.id());
        } catch (CallException e) {
            return Optional.empty();
        }
    }

    private Entry giveUp(Workshop.Turn turn, Task task, String why) throws IOException {
        log.accept("It was given up meanwhile. " + why);
        Recorder recorder = Recorder.of(turn.journal(), sites.own().pace(), this::show);
        return job(turn, recorder).giveUp(why);
    }

    private Entry execute(Workshop.Turn turn, Task task) throws IOException {
        try (Reporter reporter = new Reporter(
                api, task.id(), turn.journal().read().map(Entry::steps).orElseThrow())) {
            Recorder recorder = Recorder.of(turn.journal(), sites.own().pace(), report -> {
                show(report);
                reporter.accept(report);
            });
            return job(turn, recorder).run();
        }
    }

    private Job job(Workshop.Turn turn, Recorder recorder) {
        return new Job(sites, turn.journal(), recorder, ledger, schema, this::meanwhile);
    }

    private void show(StepReport report) {
        log.accept("  " + (report.worker() == null ? "" : report.worker() + ": ") + report.text()
                + (report.kind() == StepReport.Kind.STARTED ? " …" : ""));
    }

    /** For as long as it takes: nothing has been changed yet. */
    private final class FromLedger implements Job.Source {
        @Override
        public void fetch(String digest, Path file) throws PreparationException {
            while (true) {
                try {
                    api.download(digest, file);
                    return;
                } catch (IOException | CallException e) {
                    await(String.valueOf(e.getMessage()));
                }
            }
        }

        @Override
        public void attach(Task task, Json statement) throws PreparationException {
            while (true) {
                try {
                    api.rehearsal(task.id(), statement);
                    return;
                } catch (CallException e) {
                    if (!AgentApi.isAway(e)) {
                        throw new PreparationException(e.what());
                    }
                    await(e.what());
                }
            }
        }

        private void await(String complaint) {
            if (isStopping.getAsBoolean()) {
                throw new StoppedException();
            }
            complain(complaint);
        }
    }
}
