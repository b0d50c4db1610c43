package dev.slipway.line.agent.journal;

import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Failure;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.worker.RootCause;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records progress: each change is written to the journal before it is reported. */
public final class Recorder {
    private final Journal journal;
    private final Pace pace;
    private final Consumer<StepReport> reports;
    private JournalEntry entry;
    private int reported;

    private Recorder(Journal journal, Pace pace, Consumer<StepReport> reports, JournalEntry entry) {
        this.journal = journal;
        this.pace = pace;
        this.reports = reports;
        this.entry = entry;
        reported = entry.steps().size();
    }

    /** Continues the journal's entry. */
    public static Recorder of(Journal journal, Pace pace, Consumer<StepReport> reports) throws IOException {
        return new Recorder(
                journal,
                pace,
                reports,
                journal.read().orElseThrow(() -> new IllegalStateException("the journal is empty")));
    }

    public JournalEntry entry() {
        return entry;
    }

    /** The rollout of the entry, which has one once it is planned. */
    public Rollout rollout() {
        return Objects.requireNonNull(entry.rollout(), "the journal has no rollout");
    }

    /** Writes an entry, along with those passed to {@link #add} before. */
    public void save(JournalEntry next) throws IOException {
        entry = next;
        journal.write(next);
        while (reported < next.steps().size()) {
            reports.accept(next.steps().get(reported++));
        }
    }

    public void report(Kind kind, @Nullable String worker, String text) throws IOException {
        save(entry.reported(pace.now(), kind, worker, text));
    }

    /**
     * Records an entry with the next write, which must follow at once. If the process is killed in between, the entry
     * is lost.
     */
    public void add(JournalEntry next) {
        entry = next;
    }

    /** The same for a step, which is reported by then. */
    public void add(Kind kind, @Nullable String worker, String text) {
        add(entry.reported(pace.now(), kind, worker, text));
    }

    /** Records a failure. */
    public void fail(@Nullable String worker, String text) throws IOException {
        fail(worker, cause(text), text);
    }

    /** The cause in one line, with the fix if known. */
    public String cause(String text) {
        String service = entry.task().service();
        String cause = RootCause.of(text);
        return service.equals(Services.LEDGER)
                ? cause
                : Advice.on(cause, service, entry.task().where());
    }

    /**
     * Records a failure.
     *
     * @param cause in one line
     * @param text the full text
     */
    public void fail(@Nullable String worker, String cause, String text) throws IOException {
        Failure failure = new Failure(worker == null ? "" : worker, cause, text);
        add(entry.with(entry.progress().withFailure(failure)));
        report(Kind.FAILED, worker, failure.cause());
    }
}
