package dev.slipway.ledger.auditlog.file;

import dev.slipway.ledger.auditlog.file.LogBatch.Entry;
import dev.slipway.ledger.worker.disk.ServerFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resumes reading a log from a checkpoint, even if its files were rotated, truncated, copied or removed since. A
 * possible loss is reported at its position.
 */
public class LogFollower {
    private static final int TRIES = 5;

    private final ServerFolder folder;
    private final String log;

    public LogFollower(ServerFolder folder, String log) {
        this.folder = folder;
        this.log = log;
    }

    /**
     * Reads on.
     *
     * @param checkpoint where to resume; null to start at the beginning
     * @param readAt when the log was last read to its end: if the checkpoint is lost, older files are skipped
     * @param lines the most lines to read
     * @throws IOException if the files cannot be read, or keep being rotated
     */
    public LogBatch read(@Nullable Checkpoint checkpoint, Instant readAt, int lines) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            List<LogFile> files = LogFile.list(folder, log);
            try {
                LogBatch batch = read(files, checkpoint, readAt, lines);
                if (isStill(files)) {
                    return batch;
                }
            } catch (NoSuchFileException e) {
                // Rotated while being listed: try again.
            }
        }
        throw new IOException(log + " in " + folder + " is being rotated faster than it can be read");
    }

    /** The files now; if they are unchanged, there is nothing new to read. */
    public List<LogFile> state() throws IOException {
        return LogFile.list(folder, log);
    }

    /** Compares names and inodes; growing is fine. */
    private boolean isStill(List<LogFile> before) throws IOException {
        List<LogFile> now = LogFile.list(folder, log);
        if (now.size() != before.size()) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).inode() != before.get(i).inode()
                    || now.get(i).age() != before.get(i).age()
                    || now.get(i).size() < before.get(i).size()) {
                return false;
            }
        }
        return true;
    }

    private static LogBatch read(List<LogFile> files, @Nullable Checkpoint checkpoint, Instant readAt, int lines)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (files.isEmpty()) {
            if (checkpoint != null && checkpoint.lineEnd() > 0) {
                entries.add(Entry.loss("The audit log is gone."));
                return new LogBatch(entries, Checkpoint.startOf(0), true);
            }
            return new LogBatch(entries, checkpoint, true);
        }
        int at = 0;
        long offset = 0;
        if (checkpoint != null && checkpoint.lineEnd() > 0) {
            at = find(files, checkpoint, entries);
            offset = at < 0 ? 0 : checkpoint.lineEnd();
            at = at < 0 ? unread(files, readAt) : at;
        } else if (checkpoint != null) {
            at = Math.max(sameFile(files, checkpoint), 0);
        }
        return read(files, at, offset, checkpoint, new Batch(entries, lines));
    }

    /** The index of the file to resume in; -1 if the checkpoint is in none. */
    private static int find(List<LogFile> files, Checkpoint checkpoint, List<Entry> entries) throws IOException {
        int same = sameFile(files, checkpoint);
        if (same >= 0 && files.get(same).holds(checkpoint)) {
            return same;
        }
        for (int i = 0; i < files.size(); i++) {
            if (i != same && files.get(i).holds(checkpoint)) {
                if (same >= 0) {
                    entries.add(
                            Entry.loss("The audit log was copied and truncated; what was written between is lost."));
                }
                return i;
            }
        }
        entries.add(Entry.loss(
                same >= 0
                        ? "The audit log was truncated or overwritten."
                        : "The file of the audit log that was being read is gone."));
        return -1;
    }

    /** The first file written after this time, else the last. */
    private static int unread(List<LogFile> files, Instant readAt) {
        int first = 0;
        while (first < files.size() - 1 && files.get(first).writtenAt().isBefore(readAt)) {
            first++;
        }
        return first;
    }

    private static int sameFile(List<LogFile> files, Checkpoint checkpoint) {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).inode() == checkpoint.inode()) {
                return i;
            }
        }
        return -1;
    }

    private static LogBatch read(List<LogFile> files, int first, long offset, @Nullable Checkpoint before, Batch batch)
            throws IOException {
        Checkpoint checkpoint = before;
        for (int i = first; i < files.size(); i++) {
            LogFile file = files.get(i);
            boolean isLast = i == files.size() - 1;
            long start = i == first ? offset : 0;
            if (start == 0) {
                checkpoint = Checkpoint.startOf(file.inode());
            }
            try (LineReader reader = new LineReader(file, start)) {
                long lineStart = start;
                long lineEnd = start;
                while (!batch.isFull() && reader.next()) {
                    batch.add(reader);
                    lineStart = reader.start();
                    lineEnd = reader.end();
                }
                if (!batch.isFull() && !isLast) {
                    reader.rest().ifPresent(rest -> batch.entries.add(Entry.line(rest)));
                }
                if (lineEnd > start) {
                    checkpoint = new Checkpoint(file.inode(), lineStart, lineEnd, reader.digest(lineStart, lineEnd));
                }
            }
            if (batch.isFull()) {
                return new LogBatch(batch.entries, checkpoint, false);
            }
        }
        return new LogBatch(batch.entries, checkpoint, true);
    }

    /** Collects entries, limited by lines, characters and bytes read. */
    private static class Batch {
        private static final int CHARACTERS = 1 << 20;
        private static final int BYTES = 16 << 20;

        private final List<Entry> entries;
        private final int lines;
        private int read;
        private long characters;
        private long bytes;

        Batch(List<Entry> entries, int lines) {
            this.entries = entries;
            this.lines = lines;
        }

        boolean isFull() {
            return read >= lines || characters >= CHARACTERS || bytes >= BYTES;
        }

        void add(LineReader reader) {
            read++;
            bytes += reader.end() - reader.start();
            if (reader.isTooLong()) {
                entries.add(
                        Entry.loss("A record of " + (reader.end() - reader.start()) + " bytes was too long to read."));
            } else if (!reader.text().isBlank()) {
                characters += reader.text().length();
                entries.add(Entry.line(reader.text()));
            }
        }
    }
}
