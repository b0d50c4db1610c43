package dev.slipway.ledger.deployment;

import java.time.Instant;

/**
 * When a deployment happened.
 *
 * @param startedAt when it began
 * @param finishedAt when it finished
 */
public record Period(Instant startedAt, Instant finishedAt) {

    /**
     * The period that an agent reports, limited to the longest deployment: the agent's clock may be wrong, and its
     * machine may have been off for hours. A refusal would not help, since the agent has no other times to report.
     */
    public static Period reported(Instant startedAt, Instant finishedAt, Instant now) {
        Instant finished = finishedAt.isAfter(now) ? now : finishedAt;
        Instant earliest = finished.minus(DeploymentRepository.LONGEST);
        if (startedAt.isBefore(earliest)) {
            return new Period(earliest, finished);
        }
        return new Period(startedAt.isAfter(finished) ? finished : startedAt, finished);
    }
}
