package dev.slipway.line.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads archives within another as streams, until it is stopped or has read as much as the limit. */
final class NestedArchives {
    /** The default limit, in bytes. */
    static final long MOST_UNPACKED = 256L << 20;

    /** The bytes that are read of one entry at most. */
    private static final int LARGEST = 1 << 20;

    /** The bytes of an entry's header without the name. */
    private static final int HEADER = 30;

    private final byte[] buffer = new byte[1 << 14];
    private final Counting counting;
    private long left;
    private boolean isStopped;

    /** Which bytes count. */
    enum Counting {
        /** Those that are unpacked, and those of the entries' names, which a visitor may keep. */
        UNPACKED,
        /** Those that are unpacked, and those of a nested archive itself, which may consist of headers without content. */
        UNPACKED_AND_PACKED
    }

    /** Takes an entry of an archive. */
    @FunctionalInterface
    interface Visitor {
        void visit(String name, InputStream content) throws IOException;
    }

    /** With a limit, in the bytes that count. */
    NestedArchives(long most, Counting counting) {
        left = most;
        this.counting = counting;
    }

    /** Has it read no further. */
    void stop() {
        isStopped = true;
    }

    /** Whether it was stopped, or reached the limit, beyond which nothing is known. */
    boolean isOver() {
        return isStopped || left <= 0;
    }

    /** The first megabyte of an entry. */
    byte[] beginning(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST);
        left -= bytes.length;
        return bytes;
    }

    /** Passes on each entry of a nested archive; it does not close that. */
    void read(InputStream archive, Visitor visitor) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new Counted(archive))) {
            while (!isOver()) {
                ZipEntry entry = entries.getNextEntry();
                if (entry == null) {
                    return;
                }
                if (counting == Counting.UNPACKED) {
                    left -= HEADER + entry.getName().length();
                }
                visitor.visit(entry.getName(), entries);
                // Going to the next entry would unpack the rest of this one, however large it is.
                for (int count = 0; count >= 0 && !isOver(); count = entries.read(buffer)) {
                    left -= count;
                }
            }
        }
    }

    /** Counts the bytes of a nested archive itself, if they count. Does not close the outer stream. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            if (counting == Counting.UNPACKED_AND_PACKED) {
                left -= bytes;
            }
        }

        @Override
        public void close() {
            // Keeps the outer archive's entry open.
        }
    }
}
