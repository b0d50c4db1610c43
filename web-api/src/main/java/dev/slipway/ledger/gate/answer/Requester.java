package dev.slipway.ledger.gate.answer;

import dev.slipway.ledger.identity.job.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * A requester of a deployment.
 *
 * @param actor the account; null if unknown, as when only a worker's log names the deployer
 * @param trigger who ran the requesting pipeline, if known
 * @param before the environment of the requested deployment, if an automatic promotion follows it; null if this
 *     deployment itself was requested
 */
public record Requester(
        @Nullable String actor,
        @Nullable Trigger trigger,
        @Nullable String before) {

    /** A requester without a pipeline, or with an unknown one. */
    public static Requester account(String actor) {
        return new Requester(actor, null, null);
    }

    /** The unknown requester of the deployment in this environment that an automatic promotion follows. */
    public static Requester unknown(String before) {
        return new Requester(null, null, before);
    }
}
