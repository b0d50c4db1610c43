package dev.slipway.ledger.request;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import java.util.Optional;

/**
 * Who promotes a release.
 *
 * @param initiator the account and the channel
 * @param job the pipeline job that asks
 */
public record Promoter(Initiator initiator, Job job) {
    /** The ledger itself, when a policy promotes automatically. */
    public static final Promoter LEDGER =
            new Promoter(new Initiator("slipway", Channel.PIPELINE), new Job(Optional.empty(), false));
}
