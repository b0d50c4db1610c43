package dev.slipway.line.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The standard error of programs: all of it, or the beginning and end of a long one. Reads continuously, so that a
 * program never blocks on a full pipe.
 */
final class Excerpt extends OutputStream {
    /** For a background process that has the stream and outlives its program. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final int size;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] tail = new byte[0];
    private int length;
    private long dropped;
    private final List<Thread> readers = new ArrayList<>();

    /** Keeps that many bytes of the beginning, and of the end. */
    Excerpt(int size) {
        this.size = size;
    }

    /** Reads a stream to its end in the background. */
    void follow(InputStream stream) {
        Thread reader = new Thread(() -> {
            try {
                stream.transferTo(this);
            } catch (IOException e) {
                // The program was ended.
            }
        });
        reader.setDaemon(true);
        readers.add(reader);
        reader.start();
    }

    @Override
    public synchronized void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        int first = Math.min(count, size - head.size());
        head.write(bytes, offset, first);
        if (first < count && tail.length == 0) {
            tail = new byte[2 * size];
        }
        for (int done = first; done < count; ) {
            if (length == tail.length) {
                System.arraycopy(tail, size, tail, 0, size);
                length = size;
                dropped += size;
            }
            int part = Math.min(count - done, tail.length - length);
            System.arraycopy(bytes, offset + done, tail, length, part);
            length += part;
            done += part;
        }
    }

    /** The text, once all programs have ended. */
    String await() throws InterruptedException {
        for (Thread reader : readers) {
            reader.join(PATIENCE.toMillis());
        }
        return text();
    }

    private synchronized String text() {
        String end = new String(tail, 0, length, StandardCharsets.UTF_8);
        return head.toString(StandardCharsets.UTF_8)
                + (dropped == 0 ? end : "\nerror: " + dropped + " bytes of errors are left out here\n" + end);
    }
}
