package dev.slipway.ledger.deployment.record;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.platform.problem.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The caller who records a deployment. An admin, who may import a history, sets any channel and any past time;
 * everybody else records on their own channel and, if the environment has a policy, recent deployments only. Without a
 * policy, a deployer could create any history anyway; the entry shows when it was recorded. The agent records what was
 * deployed while the ledger was down, for however long.
 *
 * @param name the account
 * @param isAdmin whether it is an admin's
 */
public record Recorder(String name, boolean isAdmin) {
    /** Allows for a client that could not reach the ledger for a while. */
    static final Duration LATEST = Duration.ofHours(24);

    private static final String AGENT = MachineAccount.of("agent");

    /** The channel to record. */
    public Channel channel(RecordDeploymentRequest request) {
        return isAdmin && request.channel() != null ? request.channel() : ownChannel();
    }

    private Channel ownChannel() {
        return Channel.ofCaller(name, false);
    }

    /** The fields of a request that this caller may not set so, in an environment with or without a policy. */
    public List<Violation> objections(RecordDeploymentRequest request, boolean hasPolicy, Instant now) {
        List<Violation> objections = new ArrayList<>();
        if (isAdmin) {
            return objections;
        }
        if (request.channel() != null && request.channel() != ownChannel()) {
            objections.add(new Violation(
                    "channel", "must be " + ownChannel() + " or left out: it depends on who records the deployment"));
        }
        if (hasPolicy && !name.equals(AGENT) && request.finishedAt().isBefore(now.minus(LATEST))) {
            objections.add(new Violation(
                    "finishedAt",
                    "must be within the last 24 hours, for %s has a policy; only an admin records what is longer ago there"
                            .formatted(request.environment())));
        }
        return objections;
    }
}
