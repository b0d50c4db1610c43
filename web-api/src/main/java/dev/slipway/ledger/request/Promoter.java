package dev.slipway.ledger.request;

import dev.slipway.ledger.deployment.Channel;
import java.util.Optional;

/**
 * Who promotes a release.
 *
 * @param name the account
 * @param channel through which door
 * @param jobToken the token of the pipeline's job that asks, if it sent one
 * @param isPipeline whether it is a pipeline that asks, and neither a person nor the ledger itself
 */
public record Promoter(String name, Channel channel, Optional<String> jobToken, boolean isPipeline) {
    private static final String MACHINE = "service-account-";

    /** The ledger itself, where a policy says so: as a pipeline would, without anybody who waits for it. */
    public static final Promoter LEDGER = new Promoter("slipway", Channel.PIPELINE, Optional.empty(), false);

    /**
     * Whoever calls the API.
     *
     * @param account who calls
     * @param isSession whether a browser's session does, and no token
     */
    public static Promoter caller(String account, boolean isSession, Optional<String> jobToken) {
        return new Promoter(account, Channel.ofCaller(account, isSession), jobToken, account.startsWith(MACHINE));
    }
}
