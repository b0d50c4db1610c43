package dev.slipway.ledger.auditlog.file;

/**
 * A position in a log: after a line that was read. The line's digest detects a file that was replaced.
 *
 * @param inode the file's inode number, which survives rotation
 * @param lineStart where the line begins, in bytes
 * @param lineEnd where the next line begins, in bytes
 * @param lineDigest the SHA-256 of the line, or of its last bytes if it is long; empty before the first line
 */
public record Checkpoint(long inode, long lineStart, long lineEnd, String lineDigest) {

    /** The beginning of a file. */
    static Checkpoint startOf(long inode) {
        return new Checkpoint(inode, 0, 0, "");
    }
}
