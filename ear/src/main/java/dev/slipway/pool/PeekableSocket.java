package dev.slipway.pool;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket whose reads with the shortest timeout do not wait for it.
 *
 * <p>The driver checks for pending data by a read with a timeout of one millisecond ({@code
 * PGStream.hasMessagePending}), which it waits in full if there is none. Here, such a read waits at most once a second,
 * to detect that the other side has closed without a message, as after a kill of the server; in between, it reports
 * only data that has arrived.
 */
final class PeekableSocket extends Socket {
    private static final int PEEK_MILLIS = 1;
    private static final long BETWEEN_WAITS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final SocketTimeoutException NOTHING = new NothingArrived();

    private volatile boolean isPeeking;

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        super.setSoTimeout(millis);
        isPeeking = millis == PEEK_MILLIS;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new PeekableStream(super.getInputStream());
    }

    private final class PeekableStream extends FilterInputStream {
        private long lastWait = System.nanoTime();

        PeekableStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return isPeeking ? peeked(bytes, offset, length) : in.read(bytes, offset, length);
        }

        private int peeked(byte[] bytes, int offset, int length) throws IOException {
            if (in.available() == 0) {
                long now = System.nanoTime();
                if (now - lastWait < BETWEEN_WAITS_NANOS) {
                    throw NOTHING;
                }
                lastWait = now;
            }
            int read = in.read(bytes, offset, length);
            if (read < 0) {
                // The driver takes an end for nothing to read.
                throw new EOFException("The server has closed the connection");
            }
            return read;
        }
    }

    /** Thrown on the way of every request: made once, and without a stack trace. */
    private static final class NothingArrived extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        NothingArrived() {
            super("Nothing has arrived");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
