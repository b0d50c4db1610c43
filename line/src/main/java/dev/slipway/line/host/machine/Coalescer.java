package dev.slipway.line.host.machine;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Coalesces concurrent calls of an action: each caller returns after a run that began after its call. */
public final class Coalescer {
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private final AtomicLong requested = new AtomicLong();
    private final ReentrantLock doing = new ReentrantLock();
    private long done;

    /** Runs the action; if a shared run failed, it is retried for this caller. */
    void run(Work work) throws IOException {
        long ticket = requested.incrementAndGet();
        doing.lock();
        try {
            if (done < ticket) {
                long latest = requested.get();
                work.run();
                done = latest;
            }
        } finally {
            doing.unlock();
        }
    }

    /** The number of waiting callers. */
    int waiting() {
        return doing.getQueueLength();
    }
}
