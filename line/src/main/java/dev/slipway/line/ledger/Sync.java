package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.Optional;

/**
 * A request to sync an environment's workers.
 *
 * @param id its id
 * @param environment the environment
 * @param state its state: asked, running, done, failed
 * @param detail what was done or went wrong
 * @param json the full answer
 */
public record Sync(String id, String environment, String state, Optional<String> detail, Json json) {
    static Sync of(Json json) {
        return new Sync(json.text("id"), json.text("environment"), json.text("state"), json.find("detail"), json);
    }

    /** Whether no agent has claimed it. */
    public boolean isUnclaimed() {
        return state.equals("asked");
    }

    /** Whether it is being carried out. */
    public boolean isRunning() {
        return state.equals("running");
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
