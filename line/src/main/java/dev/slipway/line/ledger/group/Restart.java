package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.request.RequestStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A restart of a server group's workers.
 *
 * @param id its id
 * @param state its state
 * @param detail what is in progress or went wrong
 * @param steps its steps so far, in order
 * @param json the full answer
 */
public record Restart(String id, WorkState state, Optional<String> detail, List<RequestStep> steps, Json json) {
    public Restart {
        steps = List.copyOf(steps);
    }

    static Restart of(Json json) {
        List<Json> items = json.items("steps");
        return new Restart(
                json.text("id"),
                WorkState.of(json.text("state")),
                json.find("detail"),
                IntStream.range(0, items.size())
                        .mapToObj(i -> RequestStep.of(items.get(i).with("number", i + 1)))
                        .toList(),
                json);
    }

    /** Whether no agent has claimed it. */
    public boolean isUnclaimed() {
        return state == WorkState.ASKED;
    }

    /** Whether an agent carries it out. */
    public boolean isRunning() {
        return state == WorkState.RUNNING;
    }

    /** Whether it failed. */
    public boolean isFailed() {
        return state == WorkState.FAILED;
    }

    /** Whether it came to its end. */
    public boolean isOver() {
        return state.isOver();
    }
}
