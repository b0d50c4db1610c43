package dev.slipway.line.roll;

import dev.slipway.line.Answer;
import dev.slipway.line.Line;
import dev.slipway.line.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Programs that speak HTTP/1.1: one request after the other on a connection, which is kept for the next or not. */
final class OneByOne implements Way, AutoCloseable {
    /** Less than httpd keeps it, as programs do that know of such times: to send when it is being closed is a matter of luck. */
    private static final long KEPT_NANOSECONDS = TimeUnit.SECONDS.toNanos(10);

    private final boolean isKept;
    private final String load;
    private final Supplier<String> token;
    private final Executor executor;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();

    OneByOne(boolean isKept, String load, Supplier<String> token, Executor executor) {
        this.isKept = isKept;
        this.load = load;
        this.token = token;
        this.executor = executor;
    }

    @Override
    public String title() {
        return isKept ? "a kept connection" : "a new connection";
    }

    @Override
    public CompletableFuture<Answer> send(Call call) {
        return CompletableFuture.supplyAsync(() -> exchange(call), executor);
    }

    private Answer exchange(Call call) {
        try {
            RawConnection connection = take();
            Answer answer = connection.exchangeOnce(call.bytes(token.get(), load));
            if (!isKept) {
                connection.close();
            } else {
                idle.push(new Idle(connection, System.nanoTime()));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
