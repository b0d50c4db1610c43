package dev.slipway.ledger.deployment;

import dev.slipway.ledger.problem.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who records a deployment, and what follows from that. An admin, who may bring along a history from elsewhere, names any
 * channel and any time that is over; everybody else records what they have just done, by the door that is theirs.
 *
 * @param name the account
 * @param isAdmin whether it is an admin's
 */
record Recorder(String name, boolean isAdmin) {
    /** A client may be cut off from the ledger for a while. */
    static final Duration LATEST = Duration.ofHours(24);

    /** The channel of what this recorder did. */
    Channel channel(RecordDeploymentRequest request) {
        return isAdmin && request.channel() != null ? request.channel() : ownChannel();
    }

    private Channel ownChannel() {
        return Channel.ofCaller(name, false);
    }

    /** What of a request is not theirs to say. */
    List<Violation> objections(RecordDeploymentRequest request, Instant now) {
        List<Violation> objections = new ArrayList<>();
        if (isAdmin) {
            return objections;
        }
        if (request.channel() != null && request.channel() != ownChannel()) {
            objections.add(new Violation(
                    "channel", "must be " + ownChannel() + " or left out: it follows from who records the deployment"));
        }
        if (request.finishedAt().isBefore(now.minus(LATEST))) {
            objections.add(new Violation(
                    "finishedAt", "must be within the last 24 hours; only an admin records what is longer ago"));
        }
        return objections;
    }
}
