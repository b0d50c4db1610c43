package dev.slipway.ledger.feed.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.LedgerStopping;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final Streams streams = new Streams();
    private Client client;

    @BeforeEach
    void open() {
        streams.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        client = new Client();
        streams.add(stream(client, 60, "s1"), null);
    }

    /** Whoever lost a role would otherwise read on for longer than their token says. */
    @Test
    void outlivesNoToken() {
        assertThat(Streams.until(NOW, NOW.plusSeconds(3))).isEqualTo(NOW.plusSeconds(3));
        assertThat(Streams.until(NOW, NOW.plusSeconds(3600))).isEqualTo(NOW.plus(Streams.LIFETIME));
        assertThat(Streams.until(NOW, Instant.MAX)).isEqualTo(NOW.plus(Streams.LIFETIME));
    }

    @Test
    void tellsEveryPage() {
        Client other = new Client();
        streams.add(stream(other, 60, null), null);
        streams.publish("x");
        assertThat(client.heard).containsExactly("welcome {}", "changed x");
        assertThat(other.heard).containsExactly("welcome {}", "changed x");
    }

    @Test
    void repeatsWhatAPageMissed() {
        streams.publish("x");
        String last = client.lastId;
        streams.publish("y");
        streams.publish("z");
        Client again = new Client();
        streams.add(stream(again, 60, "s1"), last);
        assertThat(again.heard).containsExactly("welcome {}", "changed y", "changed z");
        assertThat(again.ids).startsWith(last).endsWith(client.lastId);
    }

    /** A start event that is all that arrives acknowledges nothing behind it. */
    @Test
    void repeatsWhatCameAfterAStartEventOnceMore() {
        streams.publish("x");
        for (String id : new String[] {client.ids.get(0), "of-another-worker-1"}) {
            Client broken = new Client();
            streams.add(stream(broken, 60, null), id);
            Client again = new Client();
            streams.add(stream(again, 60, null), broken.ids.get(0));
            assertThat(again.heard).isEqualTo(broken.heard).hasSize(2);
        }
    }

    @Test
    void tellsAPageThatMissedTooMuchToLoadEverything() {
        String last = client.lastId;
        for (int i = 0; i < Stream.BACKLOG; i++) {
            streams.publish("x");
        }
        for (String id : new String[] {last, "of-another-worker-1", last + "0", "", "-"}) {
            Client again = new Client();
            streams.add(stream(again, 60, null), id);
            assertThat(again.heard).containsExactly("welcome {}", "reset {}");
        }
    }

    @Test
    void endsWithTheSession() {
        Client other = new Client();
        streams.add(stream(other, 60, "s2"), null);
        streams.end("s1");
        assertThat(client.isClosed()).isTrue();
        assertThat(other.isClosed()).isFalse();
        assertThat(streams.size()).isEqualTo(1);
    }

    @Test
    void endsWhenItsTimeIsOver() {
        Client other = new Client();
        streams.add(stream(other, 61, null), null);
        streams.clock = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);
        streams.keepAlive();
        assertThat(client.isClosed()).isTrue();
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    void letsAPageGoThatDoesNotKeepUp() {
        Client stalled = new Client();
        stalled.isStalled = true;
        streams.add(stream(stalled, 60, null), null);
        for (int i = 0; i < Stream.BACKLOG; i++) {
            streams.publish("x");
        }
        assertThat(client.heard).hasSize(1 + Stream.BACKLOG);
        streams.publish("y");
        assertThat(streams.size()).isEqualTo(1);
        // To close it now would wait for what it does not read.
        assertThat(stalled.isClosed()).isFalse();
        stalled.pending.forEach(sent -> sent.completeExceptionally(new IOException("timed out")));
        assertThat(stalled.isClosed()).isTrue();
        assertThat(stalled.pending).hasSize(Stream.BACKLOG);
    }

    @Test
    void stopsWithoutWaitingForAPageThatDoesNotRead() {
        Client stalled = new Client();
        stalled.isStalled = true;
        streams.add(stream(stalled, 60, null), null);
        streams.stop(new LedgerStopping());
        assertThat(streams.size()).isZero();
        assertThat(stalled.isClosed()).isFalse();
    }

    @Test
    void takesNoMorePagesThanItMay() {
        int limit = Streams.LIMITS.ofPerson();
        for (int i = 1; i < limit; i++) {
            streams.add(stream(new Client(), 60, null), null);
        }
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> streams.add(stream(new Client(), 60, null), null));
        client.close();
        streams.add(stream(new Client(), 60, null), null);
        assertThat(streams.size()).isEqualTo(limit);
    }

    @Test
    void takesNoneOnceItStops() {
        streams.stop(new LedgerStopping());
        assertThat(client.isClosed()).isTrue();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> streams.add(stream(new Client(), 60, null), null));
    }

    private static Stream stream(Client client, long seconds, @Nullable String session) {
        return new Stream(client, SSE, NOW.plusSeconds(seconds), session, new Holder("ann", "192.0.2.1"));
    }

    /** Makes events that are only what is set of them. */
    private static final Sse SSE = fake(Sse.class, new ArrayList<>());

    private static <T> T fake(Class<T> type, List<Object> set) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "newEventBuilder" -> fake(OutboundSseEvent.Builder.class, new ArrayList<>());
                    case "build" -> fake(OutboundSseEvent.class, set);
                    case "id", "name", "data" -> {
                        set.add(method.getName() + ":" + arguments[0]);
                        yield proxy;
                    }
                    case "reconnectDelay", "comment" -> proxy;
                    case "getId" -> value(set, "id:");
                    case "getName" -> value(set, "name:");
                    case "getData" -> value(set, "data:");
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    private static @Nullable String value(List<Object> set, String member) {
        return set.stream()
                .map(String::valueOf)
                .filter(one -> one.startsWith(member))
                .map(one -> one.substring(member.length()))
                .findFirst()
                .orElse(null);
    }

    /** A browser's end of a stream. */
    private static class Client implements SseEventSink {
        private final List<String> heard = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private final List<CompletableFuture<Void>> pending = new ArrayList<>();
        private String lastId = "";
        private boolean isStalled;
        private boolean isClosed;

        @Override
        public boolean isClosed() {
            return isClosed;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            if (isStalled) {
                CompletableFuture<Void> sent = new CompletableFuture<>();
                pending.add(sent);
                return sent;
            }
            if (event.getName() != null) {
                heard.add(event.getName() + " " + event.getData());
                ids.add(event.getId());
                lastId = event.getId();
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
