package dev.slipway.ledger.auditlog;

/**
 * A place in a log: behind a line that was read. The line's digest tells whether a file is still the one it was.
 *
 * @param inode the file's number on its disk; names change when logs rotate, numbers do not
 * @param lineStart where the line begins, in bytes
 * @param lineEnd where the next one begins
 * @param lineDigest the SHA-256 of the line, or of its end where it is long; empty before the first line
 */
record Place(long inode, long lineStart, long lineEnd, String lineDigest) {

    /** The beginning of a file. */
    static Place startOf(long inode) {
        return new Place(inode, 0, 0, "");
    }
}
