package dev.slipway.line.host;

/** Whether a copy of a database has room on the disk: where that is full, PostgreSQL ends, and with it the line. */
final class DiskRoom {
    private static final long MEGABYTE = 1024L * 1024;

    /** How much PostgreSQL's log takes of what is written in one go; when it is more, the oldest of it goes. */
    private static final long MOST_OF_LOG = 1024 * MEGABYTE;

    private DiskRoom() {}

    /**
     * Checks that it has.
     *
     * @param bytes what the database takes
     * @param free how many bytes the disk has left
     * @throws HostException where it has not
     */
    static void require(String database, long bytes, long free) {
        long needed = bytes + Math.min(bytes, MOST_OF_LOG);
        if (needed > free) {
            throw new HostException("a copy of the database " + database + " takes " + megabytes(needed)
                    + " MB of disk while it is made, and only " + megabytes(free) + " MB are free");
        }
    }

    /** In megabytes; the last of them is begun. */
    static long megabytes(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }
}
