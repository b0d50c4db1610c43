package dev.slipway.line.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Streams the descriptors of an archive and of the archives nested in it. Both the bytes that are unpacked and those that are
 * read of descriptors are limited: a few megabytes may unpack to terabytes, and callers may keep the descriptors in memory.
 */
final class DescriptorReader {
    /** The bytes that are read of one descriptor at most. */
    private static final int LONGEST = 1 << 20;

    /** The bytes that are read of all descriptors at most. */
    private static final int MOST_READ = 16 << 20;

    /** How the JDK says that an entry is stored, and its length said after it: a stream's reader cannot know where it ends. */
    private static final String LENGTH_FOLLOWS = "EXT descriptor";

    /** The bytes that are unpacked of nested archives at most: four times the largest archive that the ledger stores. */
    private static final long MOST_UNPACKED = 4L << 30;

    private final byte[] buffer = new byte[1 << 14];
    private final long mostUnpacked;
    private long unpacked;
    private long read;

    DescriptorReader() {
        this(MOST_UNPACKED);
    }

    /** With a different limit for unpacked bytes. */
    DescriptorReader(long mostUnpacked) {
        this.mostUnpacked = mostUnpacked;
    }

    /**
     * Reads a descriptor, or the beginning of a large one.
     *
     * @throws ZipException if a limit is exceeded
     */
    byte[] read(String name, InputStream descriptor) throws IOException {
        byte[] content = descriptor.readNBytes(LONGEST);
        count(content.length);
        keep(name.length() + content.length);
        return content;
    }

    /**
     * Passes on each wanted descriptor of a nested archive, in the order of its entries.
     *
     * @param name the nested archive's name, for error messages
     * @throws ZipException if it is incomplete or exceeds the limits
     * @throws UnreadableException if it cannot be read as a stream
     */
    void readWithin(String name, InputStream archive, Predicate<String> isWanted, BiConsumer<String, byte[]> reader)
            throws IOException {
        readWithin(name, archive, (entry, content) -> {
            if (isWanted.test(entry)) {
                reader.accept(entry, read(entry, content));
            }
        });
    }

    /**
     * Passes on each entry of a nested archive, in their order.
     *
     * @param name the nested archive's name, for error messages
     * @throws ZipException if it is incomplete or exceeds the limits
     */
    void readWithin(String name, InputStream archive, NestedArchives.Visitor visitor) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new Counted(archive))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                visitor.visit(entry.getName(), entries);
                // Going to the next entry would unpack the rest of this one, however large it is.
                for (int count = 0; count >= 0; count = entries.read(buffer)) {
                    count(count);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            String message = name + ": " + e.getMessage();
            throw message.endsWith(LENGTH_FOLLOWS)
                    ? new UnreadableException(message, "Have the build compress the files in " + name + ".")
                    : new ZipException(message);
        }
    }

    /**
     * Passes on each wanted descriptor of a library, which stays open.
     *
     * @return whether it is complete and within the limits; if not, the server may still read it
     */
    boolean readLibrary(
            String name, InputStream library, Predicate<String> isWanted, BiConsumer<String, byte[]> reader) {
        try {
            // Callers keep the name of one without any content.
            count(buffer.length);
            keep(name.length());
            readWithin(name, new Unclosed(library), isWanted, reader);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void keep(int bytes) throws ZipException {
        read += bytes;
        if (read > MOST_READ) {
            throw new ZipException("its descriptors have more than " + MOST_READ + " bytes");
        }
    }

    private void count(int bytes) throws ZipException {
        unpacked += bytes;
        if (unpacked > mostUnpacked) {
            throw new ZipException("it unpacks to more than " + mostUnpacked + " bytes");
        }
    }

    /** Counts the bytes of the nested archive itself: compressed in turn, they may be headers without any content. */
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
    }

    /** Does not close the stream of the archive that has it. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The archive has more entries.
        }
    }
}
