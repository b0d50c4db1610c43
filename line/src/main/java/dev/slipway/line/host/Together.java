package dev.slipway.line.host;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Does something once for all who want it at about the same time: each returns when it was begun, and done, after it was asked for. */
final class Together {
    /** What is done. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock doing = new ReentrantLock();
    private long done;

    /** Sees to it; where it fails for another, it is tried anew for this one. */
    void run(Work work) throws IOException {
        long mine = asked.incrementAndGet();
        doing.lock();
        try {
            if (done < mine) {
                long these = asked.get();
                work.run();
                done = these;
            }
        } finally {
            doing.unlock();
        }
    }

    /** How many wait until it can be done for them. */
    int waiting() {
        return doing.getQueueLength();
    }
}
