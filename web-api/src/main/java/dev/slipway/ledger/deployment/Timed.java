package dev.slipway.ledger.deployment;

import java.time.Instant;

/** A body that tells of something that is over. Either time may be missing: that is another rule's business. */
public interface Timed {
    /** When it began. */
    Instant startedAt();

    /** When it was over. */
    Instant finishedAt();
}
