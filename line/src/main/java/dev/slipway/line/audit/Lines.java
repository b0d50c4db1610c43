package dev.slipway.line.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, byte by byte as they are in it, one in memory at a time; each can be looked at before it is taken. */
final class Lines implements Closeable {
    /** No row is longer; one that is was made to do harm. */
    private static final int LONGEST = 1 << 26;

    private final InputStream file;
    private byte @Nullable [] ahead;

    Lines(InputStream file) {
        this.file = new BufferedInputStream(file, 1 << 16);
    }

    /** The next line, without its end; null after the last. It is the next one until it is taken. */
    byte @Nullable [] peek() throws IOException {
        if (ahead == null) {
            ahead = read();
        }
        return ahead;
    }

    /** Goes on to the line behind the next. */
    void take() {
        ahead = null;
    }

    /** The next line, without its end; null after the last. */
    byte @Nullable [] next() throws IOException {
        byte[] line = peek();
        take();
        return line;
    }

    private byte @Nullable [] read() throws IOException {
        int first = file.read();
        if (first < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int one = first; one >= 0 && one != '\n'; one = file.read()) {
            if (line.size() == LONGEST) {
                throw new IOException("a line is longer than 64 MiB");
            }
            line.write(one);
        }
        return line.toByteArray();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
