package dev.slipway.line.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.ZipException;

/**
 * Streams the descriptors of an archive and of the archives nested in it. Both the bytes that are unpacked and those that are
 * read of descriptors are limited: a few megabytes may unpack to terabytes, and callers may keep the descriptors in memory.
 */
final class DescriptorReader extends EntryReader {
    /** The bytes that are read of one descriptor at most. */
    private static final int LONGEST = 1 << 20;

    /** The bytes that are read of all descriptors at most. */
    private static final int MOST_READ = 16 << 20;

    /** How the JDK says that an entry is stored, and its length said after it: a stream's reader cannot know where it ends. */
    private static final String LENGTH_FOLLOWS = "EXT descriptor";

    /** The bytes that are unpacked of nested archives at most: four times the largest archive that the ledger stores. */
    private static final long MOST_UNPACKED = 4L << 30;

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
        countUnpacked(content.length);
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
        readWithin(name, archive, passing(isWanted, reader));
    }

    /**
     * Passes on each entry of a nested archive, in their order.
     *
     * @param name the nested archive's name, for error messages
     * @throws ZipException if it is incomplete or exceeds the limits
     */
    void readWithin(String name, InputStream archive, Visitor visitor) throws IOException {
        try (archive) {
            readEntries(archive, visitor);
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
            countUnpacked(BUFFER);
            keep(name.length());
            readEntries(library, passing(isWanted, reader));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private Visitor passing(Predicate<String> isWanted, BiConsumer<String, byte[]> reader) {
        return (entry, content) -> {
            if (isWanted.test(entry)) {
                reader.accept(entry, read(entry, content));
            }
        };
    }

    private void keep(int bytes) throws ZipException {
        read += bytes;
        if (read > MOST_READ) {
            throw new ZipException("its descriptors have more than " + MOST_READ + " bytes");
        }
    }

    /** Names count where they are kept. */
    @Override
    protected void countEntry(String name) {}

    @Override
    protected void countUnpacked(int bytes) throws ZipException {
        unpacked += bytes;
        if (unpacked > mostUnpacked) {
            throw new ZipException("it unpacks to more than " + mostUnpacked + " bytes");
        }
    }

    @Override
    protected void countPacked(int bytes) throws ZipException {
        countUnpacked(bytes);
    }

    /** Beyond a limit, it fails. */
    @Override
    protected boolean isOver() {
        return false;
    }
}
