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
 * Reads descriptors of one archive and of those within it, as streams. What is unpacked is limited, since a few megabytes may
 * unpack to terabytes; so is what is read of descriptors, since whoever reads them may keep it.
 */
final class DescriptorReader {
    /** A descriptor is read no further than this, in bytes. */
    private static final int LONGEST = 1 << 20;

    /** So many bytes are read of all descriptors. */
    private static final int MOST_READ = 16 << 20;

    /** So many bytes are unpacked of archives within: four times the largest archive that the ledger keeps. */
    private static final long MOST_UNPACKED = 4L << 30;

    private final byte[] buffer = new byte[1 << 14];
    private final long mostUnpacked;
    private long unpacked;
    private int read;

    DescriptorReader() {
        this(MOST_UNPACKED);
    }

    /** With another limit to what is unpacked, in bytes. */
    DescriptorReader(long mostUnpacked) {
        this.mostUnpacked = mostUnpacked;
    }

    /**
     * The beginning of a descriptor.
     *
     * @throws ZipException if that is more than is read of all of them
     */
    byte[] read(String name, InputStream descriptor) throws IOException {
        byte[] content = descriptor.readNBytes(LONGEST);
        read += name.length() + content.length;
        if (read > MOST_READ) {
            throw new ZipException("its descriptors have more than " + MOST_READ + " bytes");
        }
        return content;
    }

    /**
     * Passes each wanted descriptor in an archive within on, in its order.
     *
     * @param name the inner archive's, for what is said of an error
     * @throws ZipException if it cannot be read to its end, or within the limits
     */
    void readWithin(String name, InputStream archive, Predicate<String> isWanted, BiConsumer<String, byte[]> reader)
            throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new Counted(archive))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (isWanted.test(entry.getName())) {
                    reader.accept(entry.getName(), read(entry.getName(), entries));
                }
                // What comes next would skip the rest, however much it is.
                for (int count = 0; count >= 0; count = entries.read(buffer)) {
                    count(count);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new ZipException(name + ": " + e.getMessage());
        }
    }

    private void count(int bytes) throws ZipException {
        unpacked += bytes;
        if (unpacked > mostUnpacked) {
            throw new ZipException("it unpacks to more than " + mostUnpacked + " bytes");
        }
    }

    /** What the archive itself has, which may be packed in turn: headers without content, for instance. */
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
}
