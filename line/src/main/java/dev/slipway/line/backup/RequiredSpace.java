package dev.slipway.line.backup;

/** How much free disk space backups, proofs and restores need, in bytes. */
public final class RequiredSpace {
    private static final long MEGABYTE = 1024L * 1024;

    /** What the running line needs itself, at any time. */
    public static final long SPARE = 256 * MEGABYTE;

    /** PostgreSQL's {@code max_wal_size}. */
    private static final long MOST_WAL = 1024 * MEGABYTE;

    private RequiredSpace() {}

    /** The most that dumps of databases of this size take: {@code pg_dump} writes {@code bytea} in hexadecimal. */
    static long dumps(long databases) {
        return 2 * databases;
    }

    /**
     * What a backup takes on the line's disk.
     *
     * @param dumped what its dumps take
     * @param stored what the repository takes on the same disk
     */
    static long backup(long dumped, long stored) {
        return dumped + stored + SPARE;
    }

    /**
     * What a restore takes: the unpacked backup, and the databases that its dumps are loaded into, which have indexes and
     * a write-ahead log besides.
     *
     * @param unpacked the size of what is restored from the repository
     * @param databases the size of the databases
     */
    public static long restore(long unpacked, long databases) {
        return unpacked + databases + Math.min(databases, MOST_WAL) + SPARE;
    }

    /** The same where the size of the databases is not known, as of a backup of an earlier release. */
    public static long restore(long unpacked) {
        return 2 * unpacked;
    }
}
