package dev.slipway.line.ledger;

import java.util.List;

/**
 * What is new of a deployment request.
 *
 * @param state how far it is
 * @param items its steps since those that were seen
 */
public record Steps(String state, List<Step> items) {
    /** Keeps a copy. */
    public Steps {
        items = List.copyOf(items);
    }

    /** Whether it is being carried out. */
    public boolean isRunning() {
        return state.equals("running");
    }
}
