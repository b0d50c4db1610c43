package dev.slipway.ledger.gate;

import dev.slipway.ledger.identity.job.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asked for a deployment.
 *
 * @param actor the account
 * @param trigger who ran the pipeline that asked, if known
 * @param before the environment of the deployment that they asked for, where an automatic promotion follows that one; null if they ask
 *     for the very deployment in question
 */
public record Asker(
        String actor, @Nullable Trigger trigger, @Nullable String before) {

    /** The one who asks without a pipeline, or whose pipeline is not known. */
    public static Asker account(String actor) {
        return new Asker(actor, null, null);
    }
}
