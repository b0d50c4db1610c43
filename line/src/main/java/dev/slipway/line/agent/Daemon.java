package dev.slipway.line.agent;

import dev.slipway.line.http.CallException;
import dev.slipway.line.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Takes one order after the other, for as long as the line is up, whatever of it is away. */
final class Daemon {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int PATIENCE_SECONDS = 30;

    private final Site site;
    private final AgentApi api;
    private final Workshop workshop;
    private final Optional<Schema> schema;
    private final String environment;
    private final Consumer<String> log;
    private final BooleanSupplier isStopping;
    private String lastComplaint = "";
    private volatile boolean isWorking;

    Daemon(
            Site site,
            AgentApi api,
            Workshop workshop,
            Optional<Schema> schema,
            String environment,
            Consumer<String> log,
            BooleanSupplier isStopping) {
        this.site = site;
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
            site.pace().sleep(PAUSE);
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
        } finally {
            isWorking = false;
        }
        Optional<Task> claimed = api.claim(environment, PATIENCE_SECONDS);
        if (claimed.isPresent()) {
            try (Workshop.Turn turn = workshop.enter()) {
                isWorking = true;
                begin(turn, claimed.get());
            } finally {
                isWorking = false;
            }
        }
    }

    private static String name(Task task) {
        return task.isSync() ? "the sync " + task.id() : task.service() + " " + task.version();
    }

    private void begin(Workshop.Turn turn, Task task) throws IOException {
        log.accept((task.isResumed() ? "Takes up again: " : "Takes up: ") + name(task) + " in " + task.environment());
        if (task.isSync()) {
            try (LockKeeper lock = new LockKeeper(api, task, true)) {
                new SyncRun(site, api, turn.folder().resolve("sync"), part -> {
                            turn.journal().write(Entry.of(part, site.pace().now()));
                            Entry entry = execute(turn, part);
                            turn.close(entry);
                            turn.outbox().send(api);
                            return entry;
                        })
                        .run(task);
            }
        } else {
            turn.journal().write(Entry.of(task, site.pace().now()));
            finish(turn, task, true);
        }
    }

    private void finish(Workshop.Turn turn, Task task, boolean isClaimed) throws IOException {
        if (task.isOffline()) {
            Recorder recorder = Recorder.of(turn.journal(), site.pace(), this::show);
            turn.close(new Job(site, turn.journal(), recorder, this::fetch, schema).run());
            return;
        }
        Optional<String> ending = isClaimed ? Optional.empty() : ending(task);
        try (LockKeeper lock = new LockKeeper(api, task, isClaimed)) {
            turn.close(ending.isPresent() ? giveUp(turn, ending.get()) : execute(turn, task));
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

    private Entry giveUp(Workshop.Turn turn, String why) throws IOException {
        log.accept("It was given up meanwhile. " + why);
        return new Executor(site, turn.journal(), Recorder.of(turn.journal(), site.pace(), this::show)).giveUp(why);
    }

    private Entry execute(Workshop.Turn turn, Task task) throws IOException {
        try (Reporter reporter = new Reporter(
                api, task.id(), turn.journal().read().map(Entry::steps).orElseThrow())) {
            Recorder recorder = Recorder.of(turn.journal(), site.pace(), report -> {
                show(report);
                reporter.accept(report);
            });
            return new Job(site, turn.journal(), recorder, this::fetch, schema).run();
        }
    }

    private void show(StepReport report) {
        log.accept("  " + (report.worker() == null ? "" : report.worker() + ": ") + report.text()
                + (report.kind() == StepReport.Kind.STARTED ? " …" : ""));
    }

    /** For as long as it takes: nothing has been changed yet. */
    private void fetch(String digest, Path file) throws PreparationException {
        while (true) {
            try {
                api.download(digest, file);
                return;
            } catch (IOException | CallException e) {
                if (isStopping.getAsBoolean()) {
                    throw new StoppedException();
                }
                complain(String.valueOf(e.getMessage()));
            }
        }
    }
}
