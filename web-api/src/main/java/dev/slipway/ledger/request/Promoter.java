package dev.slipway.ledger.request;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.identity.MachineAccount;
import java.util.Optional;

/**
 * Who promotes a release.
 *
 * @param initiator the account and the channel
 * @param jobToken the pipeline job's token, if sent
 * @param isPipeline whether it is a pipeline, not a person or the ledger itself
 */
public record Promoter(Initiator initiator, Optional<String> jobToken, boolean isPipeline) {
    /** The ledger itself, when a policy promotes automatically. */
    public static final Promoter LEDGER =
            new Promoter(new Initiator("slipway", Channel.PIPELINE), Optional.empty(), false);

    /** The caller of the API. */
    public static Promoter caller(Initiator caller, Optional<String> jobToken) {
        return new Promoter(caller, jobToken, MachineAccount.is(caller.actor()));
    }
}
