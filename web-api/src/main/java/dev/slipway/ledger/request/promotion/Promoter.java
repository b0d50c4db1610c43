package dev.slipway.ledger.request.promotion;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.request.admission.Job;
import java.util.Optional;

/**
 * The initiator of a promotion.
 *
 * @param initiator the account and the channel
 * @param job the requesting pipeline job
 */
public record Promoter(Initiator initiator, Job job) {
    /** The ledger itself, when a policy promotes automatically. */
    public static final Promoter LEDGER =
            new Promoter(new Initiator("slipway", Channel.PIPELINE), new Job(Optional.empty(), false, false));
}
