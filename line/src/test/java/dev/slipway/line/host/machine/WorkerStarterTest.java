package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.host.plan.Worker;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Workers of a service that was written to keep its start waiting, or to fill the memory of whoever starts it. */
class WorkerStarterTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(20);
    private static final String HEADER = "A: " + "a".repeat(8_000) + "\r\n";

    @Test
    void areUpThoughTheBodyNeverEnds() throws IOException {
        assertThat(isUp("HTTP/1.1 401 Unauthorized\r\nContent-Length: 9223372036854775807\r\n\r\n"))
                .isTrue();
    }

    @Test
    void areUpThoughTheHeadersNeverEnd() throws IOException {
        assertThat(isUp("HTTP/1.1 401 Unauthorized\r\n")).isTrue();
    }

    @Test
    void areNotUpBeforeTheyWantAPassword() throws IOException {
        assertThat(isUp("HTTP/1.1 503 Service Unavailable\r\n\r\n")).isFalse();
    }

    @Test
    void haveAHealthThoughTheHeadersNeverEnd() throws IOException {
        int health = ask("HTTP/1.1 200 OK\r\n", port -> WorkerStarter.health(worker(port), "/"));
        assertThat(health).isEqualTo(200);
    }

    private static boolean isUp(String beginning) throws IOException {
        // The management's port is the one after that for applications.
        return ask(beginning, port -> WorkerStarter.isUp(worker(port - 1)));
    }

    private static Worker worker(int http) {
        return new Worker("shop-production-1", new Ports("127.0.0.1", http, 0));
    }

    /** Asks a server whose answer begins so, and goes on for as long as it is read. */
    private static <T> T ask(String beginning, IntFunction<T> question) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> endless = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    OutputStream out = socket.getOutputStream();
                    out.write(beginning.getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    // Whoever asked has gone.
                }
            });
            T answer = assertTimeoutPreemptively(PROMPTLY, () -> question.apply(server.getLocalPort()));
            endless.join();
            return answer;
        }
    }
}
