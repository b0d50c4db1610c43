package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.task.RestartTask;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.ledger.group.WorkState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The persistent state of a restart, in the agent's folder. Always consistent, even if the agent is killed. */
public record RestartFile(Path file) {
    /** In that folder. */
    public static RestartFile in(Path folder) {
        return new RestartFile(folder.resolve("restart.json"));
    }

    /**
     * The state that cannot be determined from the workers themselves.
     *
     * @param before the start time of each process to be restarted, in milliseconds since 1970; 0 if it did not answer
     * @param isHealthRequired whether the service has to be healthy: it was on any of them then, or no process has to
     *     be restarted
     * @param steps the reported steps
     * @param state the ledger's word: running, done, failed
     * @param detail the current step, or what went wrong; null if neither
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Saved(
            RestartTask task,
            Map<String, Long> before,
            @JsonProperty("isWell") boolean isHealthRequired,
            List<StepReport> steps,
            String state,
            @Nullable String detail) {
        public Saved {
            before = new TreeMap<>(before);
            steps = List.copyOf(steps);
        }

        public boolean isOver() {
            return WorkState.of(state).isOver();
        }

        public Saved reported(Instant at, Kind kind, @Nullable String worker, String text) {
            List<StepReport> more = new ArrayList<>(steps);
            more.add(new StepReport(steps.size() + 1, at, kind, worker, text));
            return new Saved(
                    task, before, isHealthRequired, more, state, kind == Kind.STARTED ? message(worker, text) : detail);
        }

        public Saved ended(WorkState how, @Nullable String why) {
            return new Saved(task, before, isHealthRequired, steps, how.word(), why);
        }

        private static String message(@Nullable String worker, String text) {
            return worker == null ? text : worker + ": " + text;
        }
    }

    /** A restart that begins. */
    public static Saved begun(RestartTask task) {
        return new Saved(task, Map.of(), false, List.of(), WorkState.RUNNING.word(), null);
    }

    /** The last written state; an unreadable file is moved aside, since it would block all later work. */
    public Optional<Saved> read() throws IOException {
        return StateFile.read(file, Saved.class, file.resolveSibling("restart.unreadable"), reason -> {});
    }

    public void write(Saved saved) throws IOException {
        AtomicFile.write(file, Journal.JSON.writeValueAsBytes(saved));
    }

    public void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
