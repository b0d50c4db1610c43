package dev.slipway.ledger.gate;

import dev.slipway.ledger.identity.job.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asked for a deployment.
 *
 * @param actor the account; null if nobody is known to have asked, as where a worker's log alone says who deployed it
 * @param trigger who ran the pipeline that asked, if known
 * @param before the environment of the deployment that they asked for, where an automatic promotion follows that one; null if they ask
 *     for the very deployment in question
 */
public record Requester(
        @Nullable String actor,
        @Nullable Trigger trigger,
        @Nullable String before) {

    /** The one who asks without a pipeline, or whose pipeline is not known. */
    public static Requester account(String actor) {
        return new Requester(actor, null, null);
    }

    /** Whoever asked for the deployment in this environment, which an automatic promotion follows: it is not known. */
    public static Requester unknown(String before) {
        return new Requester(null, null, before);
    }
}
