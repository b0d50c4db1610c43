package dev.slipway.line.ledger.request;

import java.util.List;

/**
 * The news of a deployment request.
 *
 * @param state its state
 * @param items its new steps
 */
public record RequestSteps(String state, List<RequestStep> items) {
    public RequestSteps {
        items = List.copyOf(items);
    }

    /** Whether it is being carried out. */
    public boolean isRunning() {
        return state.equals("running");
    }
}
