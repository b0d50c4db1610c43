package dev.slipway.ledger.feed.stream;

import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One page's event stream. Sending never blocks; a page that does not keep up is disconnected.
 *
 * <p>To close a connection waits until everything was sent, which a page that has stopped reading never lets happen: it is
 * closed when nothing is on its way any more, and until then is as good as closed. httpd ends the wait after a minute
 * (Timeout).
 */
class Stream {
    static final int BACKLOG = 256;

    /** Not the same for all: a worker that stops ends all its streams at once. */
    private static final long LEAST_RECONNECT_MILLIS = 2_000;

    private static final long MOST_RECONNECT_MILLIS = 4_000;

    private final SseEventSink sink;
    private final Sse sse;
    private final Instant until;
    private final @Nullable String session;
    private final Holder holder;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean isClosing;

    /**
     * A connection.
     *
     * @param until when it is to end, at the latest
     * @param session the session that it ends with; null if it was opened with a token
     * @param holder whose it is
     */
    Stream(SseEventSink sink, Sse sse, Instant until, @Nullable String session, Holder holder) {
        this.sink = sink;
        this.sse = sse;
        this.until = until;
        this.session = session;
        this.holder = holder;
    }

    boolean isOver(Instant now) {
        return isClosed() || !until.isAfter(now);
    }

    Holder holder() {
        return holder;
    }

    boolean isOf(String other) {
        return other.equals(session);
    }

    boolean isClosed() {
        return isClosing || sink.isClosed();
    }

    /** Gives the browser the id of its starting position, and the delay before it reconnects. */
    void sendStart(String id) {
        // With data: of an event without, RESTEasy sends neither id nor delay.
        send(sse.newEventBuilder()
                .id(id)
                .reconnectDelay(ThreadLocalRandom.current().nextLong(LEAST_RECONNECT_MILLIS, MOST_RECONNECT_MILLIS))
                .name("welcome")
                .data("{}")
                .build());
    }

    void send(String id, String event, String data) {
        send(sse.newEventBuilder().id(id).name(event).data(data).build());
    }

    void keepAlive() {
        send(sse.newEventBuilder().comment("").build());
    }

    void close() {
        isClosing = true;
        closeWhenIdle();
    }

    private void send(OutboundSseEvent event) {
        if (isClosing) {
            return;
        }
        if (waiting.incrementAndGet() > BACKLOG) {
            waiting.decrementAndGet();
            close();
            return;
        }
        try {
            sink.send(event).whenComplete((sent, failure) -> {
                isClosing |= failure != null;
                waiting.decrementAndGet();
                closeWhenIdle();
            });
        } catch (IllegalStateException e) {
            // It was closed a moment ago.
            waiting.decrementAndGet();
        }
    }

    private void closeWhenIdle() {
        if (isClosing && waiting.get() == 0) {
            sink.close();
        }
    }
}
