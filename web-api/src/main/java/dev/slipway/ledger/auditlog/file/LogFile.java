package dev.slipway.ledger.auditlog.file;

import dev.slipway.ledger.worker.disk.ServerFolder;
import dev.slipway.ledger.worker.disk.UntrustedFileException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One file of a log that rotates by size: the log itself, or an older file with its age as suffix.
 *
 * @param name its present name
 * @param age 0 for the log itself, then 1, 2 and so on
 * @param inode its inode number
 * @param size its size when it was listed, in bytes
 * @param writtenAt when it was last written to
 */
public record LogFile(ServerFolder folder, String name, int age, long inode, long size, Instant writtenAt) {
    /** Well above the servers' rotation: 20 files of 10 MB. */
    private static final int MOST_FILES = 100;

    private static final long MOST_BYTES = 64L << 20;

    /**
     * All files of a log, the oldest first.
     *
     * @throws UntrustedFileException if another user's server has more or larger files than any real log
     */
    public static List<LogFile> list(ServerFolder folder, String log) throws IOException {
        List<LogFile> files = new ArrayList<>();
        for (String name : folder.names(log)) {
            String suffix = name.substring(log.length());
            if (suffix.isEmpty() || suffix.matches("\\.[1-9][0-9]{0,3}")) {
                int age = suffix.isEmpty() ? 0 : Integer.parseInt(suffix.substring(1));
                // A file missing here was just rotated; the next listing has it under its new name.
                folder.state(name)
                        .map(state -> new LogFile(folder, name, age, state.inode(), state.size(), state.writtenAt()))
                        .ifPresent(files::add);
            }
        }
        if (folder.isForeign()) {
            if (files.size() > MOST_FILES) {
                throw new UntrustedFileException("there are too many files of " + log);
            }
            for (LogFile file : files) {
                if (file.size() > MOST_BYTES) {
                    throw new UntrustedFileException(file.name() + " is larger than a log that rotates");
                }
            }
        }
        files.sort(Comparator.comparingInt(LogFile::age).reversed());
        return files;
    }

    /** Whether this is the file of the checkpoint, unchanged up to it. */
    boolean holds(Checkpoint checkpoint) throws IOException {
        if (size < checkpoint.lineEnd()) {
            return false;
        }
        try (LineReader reader = new LineReader(this, checkpoint.lineEnd())) {
            return reader.digest(checkpoint.lineStart(), checkpoint.lineEnd()).equals(checkpoint.lineDigest());
        }
    }
}
