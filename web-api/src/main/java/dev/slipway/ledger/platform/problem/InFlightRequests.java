package dev.slipway.ledger.platform.problem;

import java.time.Duration;

/** Counts the requests in flight, so that undeployment can wait for them. */
final class InFlightRequests {
    /** Those of this deployment. */
    static final InFlightRequests REQUESTS = new InFlightRequests();

    private int number;
    private int waiting;
    private boolean isStopping;

    synchronized void begin() {
        number++;
    }

    synchronized void end() {
        number--;
        notifyAll();
    }

    /** Marks a request as parked: another thread answers it, when there is news or the ledger stops. */
    synchronized void park() {
        number--;
        waiting++;
    }

    /** One of those is answered. */
    synchronized void endParked() {
        waiting--;
        notifyAll();
    }

    /** Whether what fails from now on may fail because the ledger stops here. */
    synchronized boolean isStopping() {
        return isStopping;
    }

    /**
     * Waits until all have ended. Parked requests have been told to end; if the server itself stops, some never do,
     * since it has closed their sessions.
     *
     * @param patience how long to wait for active requests
     * @param brief how long to wait for parked requests; at most {@code patience}
     * @return how many have not ended in that time
     */
    synchronized int stop(Duration patience, Duration brief) {
        isStopping = true;
        long begin = System.nanoTime();
        try {
            while (number > 0 || waiting > 0) {
                Duration whole = number > 0 ? patience : brief;
                long left = whole.toMillis() - (System.nanoTime() - begin) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return number + waiting;
    }
}
