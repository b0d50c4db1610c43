package dev.slipway.line.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Reads the entries of archives within another as streams, and counts the bytes: a few megabytes may unpack to terabytes. */
public abstract class EntryReader {
    /** The bytes that are unpacked at a time. */
    static final int BUFFER = 1 << 14;

    private final byte[] buffer = new byte[BUFFER];

    /** Takes an entry of an archive. */
    @FunctionalInterface
    public interface Visitor {
        void visit(String name, InputStream content) throws IOException;
    }

    /** Counts an entry, whatever it contains. */
    protected abstract void countEntry(String name);

    /** Counts bytes that are unpacked without a visitor. */
    protected abstract void countUnpacked(int bytes) throws ZipException;

    /** Counts bytes of a nested archive itself: compressed in turn, they may be headers without any content. */
    protected abstract void countPacked(int bytes) throws ZipException;

    /** Whether to read no further. */
    protected abstract boolean isOver();

    /** Passes on each entry of a nested archive, in their order; it does not close that. */
    public final void readEntries(InputStream archive, Visitor visitor) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new Counted(archive))) {
            while (!isOver()) {
                ZipEntry entry = entries.getNextEntry();
                if (entry == null) {
                    return;
                }
                countEntry(entry.getName());
                visitor.visit(entry.getName(), entries);
                // Going to the next entry would unpack the rest of this one, however large it is.
                for (int count = 0; count >= 0 && !isOver(); count = entries.read(buffer)) {
                    countUnpacked(count);
                }
            }
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            countPacked(1);
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            countPacked(Math.max(count, 0));
            return count;
        }

        @Override
        public void close() {
            // The archive around it has more entries.
        }
    }
}
