package dev.slipway.ledger.promotion;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Finds the database migrations in an archive: Flyway's files in folders {@code db/migration}. */
final class ArchiveMigrations {
    private static final Pattern SQL = Pattern.compile("(?:^|/)db/migration/([^/]{1,200}\\.sql)$");
    private static final Pattern INNER = Pattern.compile("\\.(war|jar)$");
    private static final int DEEPEST = 2;
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_NAMES = 10_000;
    /**
     * As much as a processor unpacks in two or three seconds. Entries of a nested archive can only be skipped by
     * unpacking them; the index at its end would be read into memory as a whole, however large it is.
     */
    private static final long MOST_BYTES = 512L << 20;

    private final SortedSet<String> names = new TreeSet<>();
    private final long limit;
    private int entries;
    private long bytes;

    private ArchiveMigrations(long limit) {
        this.limit = limit;
    }

    /**
     * The names of the files, including those in nested archives.
     *
     * @return empty if it cannot be read, or is too large
     */
    static Optional<SortedSet<String>> in(InputStream archive) throws IOException {
        return in(archive, MOST_BYTES);
    }

    /** The same, with another limit to what is unpacked, in bytes. */
    static Optional<SortedSet<String>> in(InputStream archive, long limit) throws IOException {
        ArchiveMigrations migrations = new ArchiveMigrations(limit);
        try {
            migrations.read(archive, 0);
            return Optional.of(migrations.names);
        } catch (ZipException | EOFException | TooMuchException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void read(InputStream archive, int depth) throws IOException {
        ZipInputStream zip = new ZipInputStream(new Counted(archive));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (++entries > MOST_ENTRIES) {
                throw new TooMuchException();
            }
            Matcher sql = SQL.matcher(entry.getName());
            if (sql.find()) {
                names.add(sql.group(1));
                if (names.size() > MOST_NAMES) {
                    throw new TooMuchException();
                }
            } else if (depth < DEEPEST && INNER.matcher(entry.getName()).find()) {
                read(zip, depth + 1);
            }
            skip(zip);
        }
    }

    /** Skips an entry, counting its size. */
    private void skip(ZipInputStream zip) throws IOException {
        byte[] buffer = new byte[1 << 14];
        for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
            add(count);
        }
    }

    private void add(long count) throws IOException {
        bytes += count;
        if (bytes > limit) {
            throw new TooMuchException();
        }
    }

    private static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts the bytes read, and does not close the surrounding archive. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            add(1);
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            add(Math.max(count, 0));
            return count;
        }

        @Override
        public void close() {
            // The caller closes it.
        }
    }
}
