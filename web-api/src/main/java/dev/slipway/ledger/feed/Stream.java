package dev.slipway.ledger.feed;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** One page's connection. What it sends goes out without waiting; a page that does not keep up is let go. */
class Stream {
    private static final int BACKLOG = 256;
    private static final long RECONNECT_MILLIS = 3_000;

    private final SseEventSink sink;
    private final Sse sse;
    private final Instant openedAt;
    private final AtomicInteger waiting = new AtomicInteger();

    Stream(SseEventSink sink, Sse sse, Instant openedAt) {
        this.sink = sink;
        this.sse = sse;
        this.openedAt = openedAt;
    }

    Instant openedAt() {
        return openedAt;
    }

    boolean isClosed() {
        return sink.isClosed();
    }

    /** The browser is to remember the place it starts at, and how long to wait before it asks again. */
    void greet(String id) {
        // With data: of an event without, RESTEasy sends neither id nor delay.
        send(sse.newEventBuilder()
                .id(id)
                .reconnectDelay(RECONNECT_MILLIS)
                .name("welcome")
                .data("{}")
                .build());
    }

    void send(String id, String event, String data) {
        send(sse.newEventBuilder().id(id).name(event).data(data).build());
    }

    void beat() {
        send(sse.newEventBuilder().comment("").build());
    }

    void close() {
        sink.close();
    }

    private void send(OutboundSseEvent event) {
        if (waiting.incrementAndGet() > BACKLOG) {
            close();
            return;
        }
        try {
            sink.send(event).whenComplete((sent, failure) -> {
                waiting.decrementAndGet();
                if (failure != null) {
                    close();
                }
            });
        } catch (IllegalStateException e) {
            // It was closed a moment ago.
            waiting.decrementAndGet();
        }
    }
}
