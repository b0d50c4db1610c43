package dev.slipway.ledger.platform.problem;

import java.time.Duration;

/** The requests that are being answered: what stops the ledger on a worker lets them end first. */
final class UnderWay {
    /** Those of this deployment. */
    static final UnderWay REQUESTS = new UnderWay();

    private int number;
    private boolean isStopping;

    synchronized void begin() {
        number++;
    }

    synchronized void end() {
        number--;
        notifyAll();
    }

    /** Whether what fails from now on may fail because the ledger stops here. */
    synchronized boolean isStopping() {
        return isStopping;
    }

    /**
     * Waits until all have ended.
     *
     * @return how many have not, by the end of that time
     */
    synchronized int stop(Duration patience) {
        isStopping = true;
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis();
                    number > 0 && left > 0;
                    left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return number;
    }
}
