package dev.slipway.line.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.line.agent.StepReport.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The restart that is being done, in the agent's folder: there whole at any moment, however the agent ends. */
record RestartFile(Path file) {
    /** What the ledger calls it while it is under way, and when it is over. */
    static final String RUNNING = "running";

    static final String DONE = "done";
    static final String FAILED = "failed";

    /** In that folder. */
    static RestartFile in(Path folder) {
        return new RestartFile(folder.resolve("restart.json"));
    }

    /**
     * All that nobody could find out by looking at the workers.
     *
     * @param before when the process of each began that is to be another one, in milliseconds since 1970; 0 for one that did not answer
     * @param isWell whether the service was well on any of them then
     * @param steps all that was reported
     * @param state one of the three
     * @param detail what is under way, or what went wrong; null where there is nothing to say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            Task task,
            Map<String, Long> before,
            boolean isWell,
            List<StepReport> steps,
            String state,
            @Nullable String detail) {
        Kept {
            before = new TreeMap<>(before);
            steps = List.copyOf(steps);
        }

        boolean isOver() {
            return !state.equals(RUNNING);
        }

        Kept reported(Instant at, Kind kind, @Nullable String worker, String text) {
            List<StepReport> more = new ArrayList<>(steps);
            more.add(new StepReport(steps.size() + 1, at, kind, worker, text));
            return new Kept(task, before, isWell, more, state, kind == Kind.STARTED ? said(worker, text) : detail);
        }

        Kept ended(String how, @Nullable String why) {
            return new Kept(task, before, isWell, steps, how, why);
        }

        private static String said(@Nullable String worker, String text) {
            return worker == null ? text : worker + ": " + text;
        }
    }

    Optional<Kept> read() throws IOException {
        return Files.exists(file) ? Optional.of(Journal.JSON.readValue(file.toFile(), Kept.class)) : Optional.empty();
    }

    void write(Kept kept) throws IOException {
        Path half = file.resolveSibling("restart.new");
        Journal.JSON.writeValue(half.toFile(), kept);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
