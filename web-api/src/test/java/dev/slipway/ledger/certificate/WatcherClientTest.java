package dev.slipway.ledger.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatcherClientTest {
    private static final String STATE = "/certificates/certificates.json";
    private static final String EVENTS = "/certificates/certificate-events.jsonl";

    private final Map<String, String> files = new HashMap<>();
    private final List<String> sent = new ArrayList<>();
    private HttpServer httpd;
    private WatcherClient watcher;
    private int failure;

    @BeforeEach
    void start() throws IOException {
        httpd = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        httpd.createContext("/", this::answer);
        httpd.start();
        watcher = new WatcherClient(
                URI.create("http://127.0.0.1:" + httpd.getAddress().getPort() + "/certificates/"));
    }

    @AfterEach
    void stop() {
        httpd.stop(0);
    }

    @Test
    void readsEachFileOnlyWhenItHasChanged() throws IOException {
        files.put(STATE, state(1));
        files.put(EVENTS, event(1));
        assertThat(watcher.read().orElseThrow().events()).hasSize(1);
        assertThat(watcher.read()).isEmpty();
        assertThat(sent).containsExactly(STATE, EVENTS);

        files.put(STATE, state(2));
        WatcherReport second = watcher.read().orElseThrow();
        assertThat(second.looked()).isEqualTo("2026-11-25T10:00:02Z");
        assertThat(second.events()).isEmpty();
        assertThat(sent).containsExactly(STATE, EVENTS, STATE);

        files.put(STATE, state(3));
        files.put(EVENTS, event(1) + event(2));
        assertThat(watcher.read().orElseThrow().events()).hasSize(2);
    }

    @Test
    void readsAllAgainAfterItWasNotKept() throws IOException {
        files.put(STATE, state(1));
        files.put(EVENTS, event(1));
        watcher.read();
        watcher.forget();
        assertThat(watcher.read().orElseThrow().events()).hasSize(1);
    }

    @Test
    void readsNothingWhereNobodyHasLooked() throws IOException {
        assertThat(watcher.read()).isEmpty();
        files.put(STATE, state(1));
        assertThat(watcher.read().orElseThrow().events()).isEmpty();
    }

    @Test
    void readsTheSameAgainWhenItCouldNotBeRead() throws IOException {
        files.put(STATE, "{");
        assertThatThrownBy(watcher::read).isInstanceOf(IOException.class);
        assertThatThrownBy(watcher::read).isInstanceOf(IOException.class);
    }

    @Test
    void saysWhenHttpdDoesNotAnswerAsItShould() {
        failure = 503;
        assertThatThrownBy(watcher::read).isInstanceOf(IOException.class).hasMessageContaining("503");
    }

    private static String state(int second) {
        return "{\"looked\": \"2026-11-25T10:00:0" + second + "Z\", \"names\": []}";
    }

    private static String event(int number) {
        return "{\"id\":\"" + number
                + "\",\"at\":\"2026-11-25T09:00:00Z\",\"type\":\"issued\",\"name\":\"shop.example.org\",\"source\":\"own\"}\n";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String file = files.get(path);
        String tag = "\"" + (file == null ? "" : file.hashCode()) + "\"";
        try (exchange) {
            if (failure > 0) {
                exchange.sendResponseHeaders(failure, -1);
            } else if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                sent.add(path);
                byte[] body = file.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("ETag", tag);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
