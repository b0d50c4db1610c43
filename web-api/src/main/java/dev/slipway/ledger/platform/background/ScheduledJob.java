package dev.slipway.ledger.platform.background;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Work that is repeated while the archive is deployed on the worker.
 *
 * <p>Undeployment waits for a round that is in progress. Otherwise WildFly would remove the resources that it uses, and
 * its transaction would stay open until it times out, with its locks blocking every other worker.
 */
public final class ScheduledJob {
    private static final System.Logger LOG = System.getLogger(ScheduledJob.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A cancelled task stays in the scheduler until its time has come, and keeps the archive in the worker's memory until then. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(5);

    private final String failure;
    private final Work work;
    private final Duration pause;
    private final Future<?> schedule;
    private final ReentrantLock underWay = new ReentrantLock();
    private volatile boolean isOver;
    private boolean isFailing;
    private volatile long dueAt;

    /** One round of it. */
    public interface Work {
        /** Runs a round; an exception ends only that round. */
        void run() throws Exception;
    }

    /**
     * Starts after a delay, and pauses after each round, even a failed one.
     *
     * @param failure the message to log then, as {@code Expired archives could not be deleted}: once, until a round succeeds
     */
    public ScheduledJob(ScheduledExecutorService scheduler, String failure, Work work, Duration delay, Duration pause) {
        this.failure = failure;
        this.work = work;
        this.pause = pause;
        dueAt = System.nanoTime() + delay.toNanos();
        schedule = scheduler.scheduleWithFixedDelay(
                this::wake, nap(delay).toNanos(), nap(pause).toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Duration nap(Duration pause) {
        return pause.compareTo(LONGEST_NAP) < 0 ? pause : LONGEST_NAP;
    }

    /** Whether it is stopping. */
    boolean isOver() {
        return isOver;
    }

    /** Starts no further round, and waits for the one in progress. */
    public void end() {
        isOver = true;
        schedule.cancel(false);
        try {
            if (underWay.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                underWay.unlock();
            } else {
                LOG.log(Level.WARNING, "A background job did not stop within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (System.nanoTime() - dueAt < 0) {
            return;
        }
        underWay.lock();
        try {
            if (!isOver) {
                round();
            }
        } finally {
            underWay.unlock();
        }
        dueAt = System.nanoTime() + pause.toNanos();
    }

    /**
     * An exception thrown from here would end the schedule for good. A commit that fails does so by a checked
     * exception, a {@code RollbackException}, which Jakarta Transactions' interceptor throws undeclared: the work does
     * not declare it.
     */
    private void round() {
        try {
            work.run();
            isFailing = false;
        } catch (Exception e) {
            LOG.log(isFailing ? Level.DEBUG : Level.WARNING, failure + "; retrying in " + pause.toSeconds() + " s", e);
            isFailing = true;
        }
    }
}
