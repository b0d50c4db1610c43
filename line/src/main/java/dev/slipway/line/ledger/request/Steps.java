package dev.slipway.line.ledger.request;

import java.util.List;

/**
 * The news of a deployment request.
 *
 * @param state its state
 * @param items its new steps
 */
public record Steps(String state, List<Step> items) {
    public Steps {
        items = List.copyOf(items);
    }

    /** Whether it is being carried out. */
    public boolean isRunning() {
        return state.equals("running");
    }
}
