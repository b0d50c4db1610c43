package dev.slipway.ledger.worker.disk;

/** Limits what is read in one check of another user's server, since hashing costs the ledger time. For one thread. */
public final class ReadBudget {
    /** Enough for the largest archive that the ledger stores. */
    private static final long MOST_BYTES = 1L << 30;

    private long bytes;

    public ReadBudget() {
        this(MOST_BYTES);
    }

    ReadBudget(long bytes) {
        this.bytes = bytes;
    }

    /** Whether so many bytes may be read; they are spent then. */
    boolean take(long size) {
        boolean isEnough = size <= bytes;
        bytes -= isEnough ? size : 0;
        return isEnough;
    }
}
