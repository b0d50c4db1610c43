package dev.slipway.line.load;

import dev.slipway.line.Answer;
import dev.slipway.line.Line;
import dev.slipway.line.RawConnection;
import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Programs that speak HTTP/1.1: one request after the other on a connection, which is kept for the next or not. */
final class OneByOne implements Way, AutoCloseable {
    /** Less than httpd keeps it, as programs do that know of such times: to send when it is being closed is a matter of luck. */
    private static final long KEPT_NANOSECONDS = TimeUnit.SECONDS.toNanos(10);

    private static final int KEPT = 20;
    private static final int FRESH = 10;

    private final boolean isKept;
    private final String load;
    private final Supplier<String> token;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();

    OneByOne(boolean isKept, String load, Supplier<String> token) {
        this.isKept = isKept;
        this.load = load;
        this.token = token;
    }

    @Override
    public String title() {
        return isKept ? "a kept connection" : "a new connection";
    }

    @Override
    public int atOnce() {
        return isKept ? KEPT : FRESH;
    }

    @Override
    public Answer send(Call call) throws IOException {
        RawConnection connection = take();
        Answer answer = connection.exchangeOnce(call.bytes(token.get(), load));
        if (isKept) {
            idle.push(new Idle(connection, System.nanoTime()));
        } else {
            connection.close();
        }
        return answer;
    }

    private RawConnection take() throws IOException {
        for (Idle next = idle.poll(); next != null; next = idle.poll()) {
            if (System.nanoTime() - next.since() < KEPT_NANOSECONDS
                    && next.connection().isOpen()) {
                return next.connection();
            }
            next.connection().close();
        }
        return new RawConnection(Line.running().host("mywebapp"));
    }

    @Override
    public void close() throws IOException {
        for (Idle next = idle.poll(); next != null; next = idle.poll()) {
            next.connection().close();
        }
    }

    private record Idle(RawConnection connection, long since) {}
}
