package dev.slipway.ledger.request;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.identity.MachineAccount;
import java.util.Optional;

/**
 * Who promotes a release.
 *
 * @param name the account
 * @param channel the channel
 * @param jobToken the pipeline job's token, if sent
 * @param isPipeline whether it is a pipeline, not a person or the ledger itself
 */
public record Promoter(String name, Channel channel, Optional<String> jobToken, boolean isPipeline) {
    /** The ledger itself, when a policy promotes automatically. */
    public static final Promoter LEDGER = new Promoter("slipway", Channel.PIPELINE, Optional.empty(), false);

    /**
     * The caller of the API.
     *
     * @param account who calls
     * @param isSession whether it came with a browser session instead of a token
     */
    public static Promoter caller(String account, boolean isSession, Optional<String> jobToken) {
        return new Promoter(account, Channel.ofCaller(account, isSession), jobToken, MachineAccount.is(account));
    }
}
