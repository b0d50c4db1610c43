package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Json;
import java.util.Optional;

/**
 * A request to sync an environment's workers.
 *
 * @param id its id
 * @param environment the environment
 * @param service only this service; empty for all
 * @param isBack whether it undoes the change, instead of bringing it to the other workers
 * @param actor who asked for it
 * @param state its state
 * @param detail what was done or went wrong
 * @param json the full answer
 */
public record Sync(
        String id,
        String environment,
        Optional<String> service,
        boolean isBack,
        String actor,
        WorkState state,
        Optional<String> detail,
        Json json) {
    /** Why an archive on only some workers cannot be deployed to the others. */
    public static final String UNDEPLOYED = "It was undeployed by hand, so there is nothing to deploy.";

    static Sync of(Json json) {
        return new Sync(
                json.text("id"),
                json.text("environment"),
                json.find("service"),
                json.is("isBack"),
                json.text("actor"),
                WorkState.of(json.text("state")),
                json.find("detail"),
                json);
    }

    /**
     * Whether it includes the work of such a sync.
     *
     * @param requested only this service; empty for all
     * @param isRequestedBack whether that sync is to undo the change
     */
    public boolean covers(Optional<String> requested, boolean isRequestedBack) {
        return isBack == isRequestedBack && (service.isEmpty() || service.equals(requested));
    }

    /** Whether no agent has claimed it. */
    public boolean isUnclaimed() {
        return state == WorkState.ASKED;
    }

    /** Whether it is being carried out. */
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
