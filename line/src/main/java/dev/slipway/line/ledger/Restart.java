package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * A restart of a server group's workers.
 *
 * @param id its identity
 * @param actor who asked for it, or whose definition it is for
 * @param isForDefinition whether it is for a definition
 * @param state how far it is: asked, running, done, failed
 * @param detail what is under way, or what went wrong
 * @param steps what was done, in order
 * @param json all that was answered
 */
public record Restart(
        String id,
        String actor,
        boolean isForDefinition,
        String state,
        Optional<String> detail,
        List<Step> steps,
        Json json) {
    /** Keeps a copy. */
    public Restart {
        steps = List.copyOf(steps);
    }

    static Restart of(Json json) {
        List<Json> items = json.items("steps");
        return new Restart(
                json.text("id"),
                json.text("actor"),
                json.is("isForDefinition"),
                json.text("state"),
                json.find("detail"),
                java.util.stream.IntStream.range(0, items.size())
                        .mapToObj(i -> Step.of(items.get(i).with("number", i + 1)))
                        .toList(),
                json);
    }

    /** Whether no agent has claimed it. */
    public boolean isUnclaimed() {
        return state.equals("asked");
    }

    /** Whether it failed. */
    public boolean isFailed() {
        return state.equals("failed");
    }

    /** Whether it came to its end. */
    public boolean isOver() {
        return state.equals("done") || isFailed();
    }
}
