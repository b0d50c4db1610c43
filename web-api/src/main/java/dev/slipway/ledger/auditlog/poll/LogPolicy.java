package dev.slipway.ledger.auditlog.poll;

import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.time.Duration;

/**
 * How fast a worker's audit log is read, and how much of it at a time.
 *
 * @param pause the shortest pause; failures and losses in a row double it
 * @param isBounded whether the user who writes the log could write anything at any speed, and so delay the reading of
 *     other logs
 */
record LogPolicy(Duration pause, boolean isBounded) {
    /** The log of the ledger's own server is read to its end at once. */
    static final LogPolicy OWN = new LogPolicy(Duration.ofMillis(500), false);

    static final LogPolicy FOREIGN = new LogPolicy(Duration.ofSeconds(1), true);

    private static final int LINES = 200;
    private static final int MOST_DOUBLINGS = 6;

    static LogPolicy of(WorkerFiles worker) {
        return worker.isForeign() ? FOREIGN : OWN;
    }

    /** The pause after so many failures, or losses, in a row. */
    Duration pauseAfter(int times) {
        return pause.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
    }

    /** The most lines to read in one transaction: one after a failure, to isolate the record that causes it. */
    int lines(int failures) {
        return failures == 0 ? LINES : 1;
    }

    /** The most transactions in a row. */
    int turns(int failures) {
        return isBounded ? LINES / lines(failures) : Integer.MAX_VALUE;
    }
}
