package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.LogBatch.Entry;
import dev.slipway.ledger.worker.ServerFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log on from where it was left, whatever happened to its files meanwhile: it grew, it was rotated any number of
 * times, it was truncated, copied or taken away. What may be lost is told at the place where it would have been.
 */
class LogFollower {
    private static final int TRIES = 5;

    private final ServerFolder folder;
    private final String log;

    LogFollower(ServerFolder folder, String log) {
        this.folder = folder;
        this.log = log;
    }

    /**
     * Reads on.
     *
     * @param place where it was left; null at the very beginning
     * @param readAt when everything that was there had been read: where the place is lost, older files need no second look
     * @param lines how many lines to read at most
     * @throws IOException when the files cannot be read, or do not stop moving
     */
    LogBatch read(@Nullable Place place, Instant readAt, int lines) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            List<LogFile> files = LogFile.list(folder, log);
            try {
                LogBatch batch = read(files, place, readAt, lines);
                if (isStill(files)) {
                    return batch;
                }
            } catch (NoSuchFileException e) {
                // Rotated between two looks: look again.
            }
        }
        throw new IOException(log + " in " + folder + " is being rotated faster than it can be read");
    }

    /** Its state now: where it has not changed, there is nothing to read that was not there. */
    List<LogFile> state() throws IOException {
        return LogFile.list(folder, log);
    }

    /** Names and numbers, not sizes: to grow is not to move. */
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

    private static LogBatch read(List<LogFile> files, @Nullable Place place, Instant readAt, int lines)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (files.isEmpty()) {
            if (place != null && place.lineEnd() > 0) {
                entries.add(Entry.loss("The audit log is gone."));
                return new LogBatch(entries, Place.startOf(0), true);
            }
            return new LogBatch(entries, place, true);
        }
        int at = 0;
        long offset = 0;
        if (place != null && place.lineEnd() > 0) {
            at = find(files, place, entries);
            offset = at < 0 ? 0 : place.lineEnd();
            at = at < 0 ? unread(files, readAt) : at;
        } else if (place != null) {
            at = Math.max(sameFile(files, place), 0);
        }
        return read(files, at, offset, place, new Batch(entries, lines));
    }

    /** The file to read on in, behind the place; -1 if what comes behind it cannot be found. */
    private static int find(List<LogFile> files, Place place, List<Entry> entries) throws IOException {
        int same = sameFile(files, place);
        if (same >= 0 && files.get(same).holds(place)) {
            return same;
        }
        for (int i = 0; i < files.size(); i++) {
            if (i != same && files.get(i).holds(place)) {
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

    /** The first file that was written after this time, else the last. */
    private static int unread(List<LogFile> files, Instant readAt) {
        int first = 0;
        while (first < files.size() - 1 && files.get(first).writtenAt().isBefore(readAt)) {
            first++;
        }
        return first;
    }

    private static int sameFile(List<LogFile> files, Place place) {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).inode() == place.inode()) {
                return i;
            }
        }
        return -1;
    }

    private static LogBatch read(List<LogFile> files, int first, long offset, @Nullable Place before, Batch batch)
            throws IOException {
        Place place = before;
        for (int i = first; i < files.size(); i++) {
            LogFile file = files.get(i);
            boolean isLast = i == files.size() - 1;
            long start = i == first ? offset : 0;
            if (start == 0) {
                place = Place.startOf(file.inode());
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
                    place = new Place(file.inode(), lineStart, lineEnd, reader.digest(lineStart, lineEnd));
                }
            }
            if (batch.isFull()) {
                return new LogBatch(batch.entries, place, false);
            }
        }
        return new LogBatch(batch.entries, place, true);
    }

    /** What is collected, up to a number of lines, of characters, and of bytes that were gone through for them. */
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
