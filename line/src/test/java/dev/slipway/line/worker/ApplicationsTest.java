package dev.slipway.line.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.port.PortGuard;
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
            assertThat(applications(address, PortGuard.OPEN, Optional.empty()).status("shop-staging-1", PROBE))
                    .isEqualTo(503);
            endless.join();
        }
    }

    /** While the worker does not run, another service's code may listen in its place. */
    @Test
    void showsNothingToAnotherUsersProgram() {
        PortGuard guard = () -> {
            throw new IOException("the port is held by a program of another user");
        };
        assertThat(applications(address(), guard, Optional.of(() -> "s3cret")).status("shop-staging-1", PROBE))
                .isZero();
        assertThat(worker.received()).isEmpty();
    }

    private InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("127.0.0.1", worker.uri().getPort());
    }

    private Applications applications(Optional<Supplier<String>> front) {
        return applications(address(), PortGuard.OPEN, front);
    }

    private static Applications applications(
            InetSocketAddress address, PortGuard guard, Optional<Supplier<String>> front) {
        return new Applications(
                Map.of("shop-staging-1", new Applications.Endpoint(address, guard)), "example.org", front);
    }
}
