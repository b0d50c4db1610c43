package dev.slipway.line.host.machine;

import dev.slipway.line.host.HostException;

/** Checks that the disk has space for a copy of a database: a full disk stops PostgreSQL, and with it the line. */
public final class DiskSpaceCheck {
    private static final long MEGABYTE = 1024L * 1024;

    /** The most that the write-ahead log takes for one bulk write (max_wal_size). */
    private static final long MOST_OF_LOG = 1024 * MEGABYTE;

    private DiskSpaceCheck() {}

    /**
     * Checks the space.
     *
     * @param bytes what the database takes
     * @param free how many bytes the disk has left
     * @throws HostException if there is not enough
     */
    public static void require(String database, long bytes, long free) {
        long needed = bytes + Math.min(bytes, MOST_OF_LOG);
        if (needed > free) {
            throw new HostException("a copy of the database " + database + " takes " + megabytes(needed)
                    + " MB of disk while it is made, and only " + megabytes(free) + " MB are free");
        }
    }

    /** In megabytes, rounded up. */
    public static long megabytes(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }
}
