package dev.slipway.line.backup.line;

/** How much free disk space backups, proofs and restores need, in bytes. */
public final class RequiredSpace {
    private static final long MEGABYTE = 1024L * 1024;

    /** The space that the running line needs at any time, in bytes. */
    public static final long SPARE = 256 * MEGABYTE;

    /** PostgreSQL's {@code max_wal_size}. */
    private static final long MOST_WAL = 1024 * MEGABYTE;

    private RequiredSpace() {}

    /** The most that dumps of databases of this size take: {@code pg_dump} writes {@code bytea} in hexadecimal. */
    public static long dumps(long databases) {
        return 2 * databases;
    }

    /**
     * The space for a backup on the line's disk.
     *
     * @param dumped the size of its dumps
     * @param stored the space that the repository takes on the same disk
     */
    public static long backup(long dumped, long stored) {
        return dumped + stored + SPARE;
    }

    /**
     * The space for a restore: the unpacked backup, and the databases loaded from its dumps, plus indexes and
     * write-ahead log.
     *
     * @param unpacked the size of the files restored from the repository
     * @param databases the size of the databases
     */
    public static long restore(long unpacked, long databases) {
        return unpacked + databases + Math.min(databases, MOST_WAL) + SPARE;
    }

    /** The same where the size of the databases is not known, as of a backup of an earlier release. */
    public static long restore(long unpacked) {
        return 2 * unpacked;
    }

    /** A number of bytes in words, rounded up. */
    public static String megabytes(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE + " MB";
    }
}
