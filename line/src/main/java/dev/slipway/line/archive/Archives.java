package dev.slipway.line.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens untrusted archives. The central directory is read into memory as a whole and may be nearly the whole file, so its size is limited. */
public final class Archives {
    /** The bytes that are unpacked of an archive at most where what is beyond them may be left unread. */
    public static final long MOST_UNPACKED = 256L << 20;

    static final String APPLICATION = "META-INF/application.xml";
    private static final String WAR = ".war";
    private static final String JAR = ".jar";

    /** The largest central directory that is read, in bytes: about 80,000 entries. */
    private static final long LARGEST_LIST = 8L << 20;

    // APPNOTE.TXT of PKWARE, 4.3.14 to 4.3.16.
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int LIST_SIZE_AT = 12;
    private static final int LIST_SIZE_64_AT = 40;

    private Archives() {}

    /**
     * Opens an archive.
     *
     * @throws ZipException if it is not a ZIP file
     * @throws UnreadableException if its central directory is larger than 8 MiB
     */
    public static ZipFile open(Path file) throws IOException {
        long size = listSize(file);
        if (size > LARGEST_LIST) {
            throw new UnreadableException(
                    "it has too many files: their directory takes " + size + " bytes, and at most " + LARGEST_LIST
                            + " are read, about 80,000 files",
                    "Put fewer files into it.");
        }
        return new ZipFile(file.toFile());
    }

    /**
     * Whether it is an EAR: it has an {@code application.xml}, or else no {@code WEB-INF}, and either top-level WARs or nothing but
     * JARs.
     */
    public static boolean isEar(ZipFile archive) {
        return archive.getEntry(APPLICATION) != null
                || archive.stream().noneMatch(entry -> entry.getName().startsWith("WEB-INF/"))
                        && (archive.stream().anyMatch(entry -> isWar(top(entry.getName()))) || isOfJars(archive));
    }

    /** Whether there is a top-level JAR, and no other file outside of {@code META-INF} than JARs. */
    private static boolean isOfJars(ZipFile archive) {
        return archive.stream()
                        .map(ZipEntry::getName)
                        .anyMatch(name -> name.endsWith(JAR) && top(name).equals(name))
                && archive.stream()
                        .map(ZipEntry::getName)
                        .allMatch(name -> name.endsWith(JAR) || name.endsWith("/") || name.startsWith("META-INF/"));
    }

    /** The top-level file or folder that an entry belongs to. */
    private static String top(String name) {
        int end = name.indexOf('/');
        return end < 0 ? name : name.substring(0, end);
    }

    private static boolean isWar(String name) {
        return name.length() > WAR.length() && name.endsWith(WAR);
    }

    /** The largest size that any end record declares: an archive's comment may contain what looks like one. */
    private static long listSize(Path file) throws IOException {
        try (RandomAccessFile archive = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(archive.length(), LOCATOR_LENGTH + END_LENGTH + LONGEST_COMMENT);
            byte[] bytes = new byte[length];
            archive.seek(archive.length() - length);
            archive.readFully(bytes);
            ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long largest = 0;
            for (int at = length - END_LENGTH; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    long size = Integer.toUnsignedLong(tail.getInt(at + LIST_SIZE_AT));
                    // A size beyond the file is an error that opening it reports.
                    largest = Math.max(largest, size <= archive.length() ? size : 0);
                }
                if (tail.getInt(at) == LOCATOR) {
                    largest = Math.max(largest, listSize(archive, tail.getLong(at + Long.BYTES)));
                }
            }
            return largest;
        }
    }

    private static long listSize(RandomAccessFile archive, long end) throws IOException {
        if (end < 0 || end > archive.length() - LIST_SIZE_64_AT - Long.BYTES) {
            return 0;
        }
        archive.seek(end + LIST_SIZE_64_AT);
        long size = Long.reverseBytes(archive.readLong());
        return size <= archive.length() ? size : 0;
    }
}
