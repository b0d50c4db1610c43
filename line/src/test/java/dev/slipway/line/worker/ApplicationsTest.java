package dev.slipway.line.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.Probe;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ApplicationsTest {
    private static final Probe PROBE = new Probe("shop-staging", "/health", Probe.Answer.THERE, Duration.ofSeconds(1));

    @AutoClose
    private final Stub worker = new Stub(request -> Stub.Reply.of(204, ""));

    @Test
    void asksInThePublicNameAndAsFromHttpd() {
        assertThat(applications(Optional.of(() -> "s3cret")).status("shop-staging-1", PROBE))
                .isEqualTo(204);
        assertThat(worker.received("GET /health").get(0).headers())
                .containsEntry("Host", "shop-staging.example.org")
                .containsEntry("Slipway-front", "s3cret");
    }

    @Test
    void showsNoSecretWhereThereIsNone() {
        assertThat(applications(Optional.empty()).status("shop-staging-1", PROBE))
                .isEqualTo(204);
        assertThat(worker.received("GET /health").get(0).headers()).doesNotContainKey("Slipway-front");
    }

    /** As of an application that was written to keep the agent waiting, or to fill its memory. */
    @Test
    void needsNoEndOfTheFirstLine() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> endless = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 503 ".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        socket.getOutputStream().write(new byte[1 << 16]);
                    }
                } catch (IOException e) {
                    // Whoever asked has gone.
                }
            });
            InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", server.getLocalPort());
            assertThat(new Applications(Map.of("shop-staging-1", address), "example.org", Optional.empty())
                            .status("shop-staging-1", PROBE))
                    .isEqualTo(503);
            endless.join();
        }
    }

    private Applications applications(Optional<Supplier<String>> front) {
        InetSocketAddress address =
                InetSocketAddress.createUnresolved("127.0.0.1", worker.uri().getPort());
        return new Applications(Map.of("shop-staging-1", address), "example.org", front);
    }
}
