package dev.slipway.line.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file as raw bytes, one in memory at a time, with a lookahead of one. */
final class Lines implements Closeable {
    /** Longer than any row; a longer line is an attack. */
    private static final int LONGEST = 1 << 26;

    private final InputStream file;
    private byte @Nullable [] ahead;

    Lines(InputStream file) {
        this.file = new BufferedInputStream(file, 1 << 16);
    }

    /** The next line without its terminator, not consumed; null at the end. */
    byte @Nullable [] peek() throws IOException {
        if (ahead == null) {
            ahead = read();
        }
        return ahead;
    }

    /** Consumes the next line. */
    void take() {
        ahead = null;
    }

    /** Consumes and returns the next line without its terminator; null at the end. */
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
