package dev.slipway.ledger.auditlog;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads whole lines; one that is still being written is left for the next time. NULs are left out: a file that was
 * truncated while its writer went on begins with a hole of them.
 */
class LineReader implements Closeable {
    private static final int LONGEST = 4 << 20;
    private static final int BUFFER = 1 << 16;

    private final InputStream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long start;
    private long end;
    private boolean isTooLong;

    LineReader(Path path, long offset) throws IOException {
        InputStream file = Files.newInputStream(path);
        try {
            file.skipNBytes(offset);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        stream = new BufferedInputStream(file, BUFFER);
        start = offset;
        end = offset;
    }

    /** Goes to the next line; false where there is no further whole one. */
    boolean next() throws IOException {
        line.reset();
        isTooLong = false;
        start = end;
        long position = start;
        for (int read = stream.read(); read >= 0; read = stream.read()) {
            position++;
            if (read == '\n') {
                end = position;
                return true;
            }
            if (line.size() >= LONGEST) {
                isTooLong = true;
            } else if (read != 0) {
                line.write(read);
            }
        }
        return false;
    }

    /** What stands behind the last whole line, when {@link #next} has said that there is no further one. */
    Optional<String> rest() {
        String rest = text();
        return rest.isBlank() ? Optional.empty() : Optional.of(rest);
    }

    /** Where the line begins, in bytes. */
    long start() {
        return start;
    }

    /** Where the next one begins. */
    long end() {
        return end;
    }

    /** Whether the line is longer than any record; then its text is not whole. */
    boolean isTooLong() {
        return isTooLong;
    }

    /** The line, without its end. */
    String text() {
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
