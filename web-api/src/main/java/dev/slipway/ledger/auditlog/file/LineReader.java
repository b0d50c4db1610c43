package dev.slipway.ledger.auditlog.file;

import dev.slipway.ledger.platform.text.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads complete lines; a line still being written is left for the next read. NULs are dropped: a file truncated under
 * its writer starts with a hole of them. A line that does not end is cut off and flagged as too long.
 */
public class LineReader implements Closeable {
    private static final int LONGEST = 4 << 20;

    /** For another user's server, since parsing a line takes many times its size in memory. */
    private static final int LONGEST_FOREIGN = 1 << 20;

    private static final int CUT = 4;
    private static final int BUFFER = 1 << 16;
    private static final int DIGESTED = 4096;

    private final SeekableByteChannel file;
    private final InputStream stream;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long start;
    private long end;
    private boolean isTooLong;

    public LineReader(LogFile log, long offset) throws IOException {
        longest = log.folder().isForeign() ? LONGEST_FOREIGN : LONGEST;
        file = log.folder().open(log.name());
        try {
            file.position(offset);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        stream = new BufferedInputStream(Channels.newInputStream(file), BUFFER);
        start = offset;
        end = offset;
    }

    /** Advances to the next line; false if there is no further complete one. */
    public boolean next() throws IOException {
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
            if (line.size() >= longest) {
                isTooLong = true;
            } else if (read != 0) {
                line.write(read);
            }
            if (position - start >= (long) CUT * longest) {
                isTooLong = true;
                end = position;
                return true;
            }
        }
        return false;
    }

    /** The text after the last complete line, once {@link #next} has returned false. */
    Optional<String> rest() {
        String rest = text();
        return rest.isBlank() ? Optional.empty() : Optional.of(rest);
    }

    /** Where the line begins: an offset in bytes. */
    long start() {
        return start;
    }

    /** Where the next one begins. */
    long end() {
        return end;
    }

    /** Whether the line is longer than any record; its text is then incomplete. */
    boolean isTooLong() {
        return isTooLong;
    }

    /** The line, without its end. */
    public String text() {
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /**
     * The digest of a line; of a long one, of its last bytes only. Moves the file position, so {@link #next} must not
     * follow.
     */
    String digest(long from, long until) throws IOException {
        if (from == until) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(until - from, DIGESTED));
        file.position(until - bytes.capacity());
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                throw new EOFException("the log was truncated while it was read");
            }
        }
        return Sha256.hex(bytes.array());
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
