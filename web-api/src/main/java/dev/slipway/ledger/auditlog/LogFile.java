package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.worker.ServerFolder;
import dev.slipway.ledger.worker.UntrustedFileException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * One file of a log that rotates by size: the log itself, or an older one, behind whose name stands its age.
 *
 * @param folder the folder that it is in
 * @param name what it is called now
 * @param age 0 for the log itself, then 1, 2 and so on
 * @param inode its number on the disk
 * @param size its size when it was listed, in bytes
 * @param writtenAt when it was last written to
 */
record LogFile(ServerFolder folder, String name, int age, long inode, long size, Instant writtenAt) {
    /** No log of a server of the line has more, or larger, files: they rotate at 10 MB, 20 times at most. */
    private static final int MOST_FILES = 100;

    private static final long MOST_BYTES = 64L << 20;

    /**
     * All files of a log, the oldest first.
     *
     * @throws UntrustedFileException when another user's server has more of them, or larger ones, than any log
     */
    static List<LogFile> list(ServerFolder folder, String log) throws IOException {
        List<LogFile> files = new ArrayList<>();
        for (String name : folder.names(log)) {
            String suffix = name.substring(log.length());
            if (suffix.isEmpty() || suffix.matches("\\.[1-9][0-9]{0,3}")) {
                int age = suffix.isEmpty() ? 0 : Integer.parseInt(suffix.substring(1));
                // One that is not there any more has just been rotated; whoever lists it again finds it under its new
                // name.
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

    /** Whether this is the file, unchanged up to there, that was read up to this place. */
    boolean holds(Place place) throws IOException {
        if (size < place.lineEnd()) {
            return false;
        }
        try (LineReader reader = new LineReader(this, place.lineEnd())) {
            return reader.digest(place.lineStart(), place.lineEnd()).equals(place.lineDigest());
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
