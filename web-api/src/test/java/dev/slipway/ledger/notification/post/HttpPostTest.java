package dev.slipway.ledger.notification.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPostTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

    private final List<String> heard = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private int status = 200;
    private String retryAfter = "20";
    private int headerLength = 1;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.getResponseHeaders().add("X-Length", "x".repeat(headerLength));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsOnce() throws DeliveryException {
        try (HttpPost post = new HttpPost(true, CLOCK)) {
            post.send(address(), "application/json", Map.of("webhook-id", "1"), "{}");
        }

        assertThat(heard).containsExactly("/secret 1 {}");
    }

    @Test
    void followsNoRedirectAndRepeatsNothing() {
        for (int refused : List.of(302, 307, 401, 429, 503)) {
            status = refused;
            heard.clear();
            try (HttpPost post = new HttpPost(true, CLOCK)) {
                assertThatExceptionOfType(DeliveryException.class)
                        .isThrownBy(() -> post.send(address(), "application/json", Map.of(), "{}"))
                        .satisfies(e -> assertThat(e.reason()).isEqualTo("The receiver answers " + refused + "."))
                        .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(20)))
                        .satisfies(e -> assertThat(e.isThrottled()).isEqualTo(refused == 429));
            }
            assertThat(heard).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, soon, true", "410, soon, true", "404, 20, false", "401, soon, false", "500, soon, false"})
    void knowsWhatWouldBeRefusedAgain(int refusal, String header, boolean isPermanent) {
        status = refusal;
        retryAfter = header;
        try (HttpPost post = new HttpPost(true, CLOCK)) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> post.send(address(), "application/json", Map.of(), "{}"))
                    .satisfies(e -> assertThat(e.isPermanent()).isEqualTo(isPermanent));
        }
    }

    /** The receiver may well accept the next one. */
    @ParameterizedTest
    @CsvSource({
        "400, soon, true",
        "413, soon, true",
        "422, soon, true",
        "413, 20, false",
        "403, soon, false",
        "404, soon, false",
    })
    void tellsARefusalOfOneMessageFromThatOfTheChannel(int refusal, String header, boolean isOfMessage) {
        status = refusal;
        retryAfter = header;
        try (HttpPost post = new HttpPost(true, CLOCK)) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> post.send(address(), "application/json", Map.of(), "{}"))
                    .satisfies(e -> assertThat(e.isGeneral()).isEqualTo(!isOfMessage))
                    .satisfies(e -> assertThat(e.isPermanent()).isEqualTo(isOfMessage || refusal == 404));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "999999999 | PT999999999S",
                "Fri, 27 Nov 2026 12:01:30 GMT | PT1M30S",
                "Fri, 27 Nov 2026 11:59:59 GMT |",
                "-1 |",
                "soon |"
            })
    void readsForHowLongItIsToBeLeftAlone(String header, @Nullable Duration expected) {
        status = 429;
        retryAfter = header;
        try (HttpPost post = new HttpPost(true, CLOCK)) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> post.send(address(), "application/json", Map.of(), "{}"))
                    .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(expected))
                    .satisfies(e -> assertThat(e.isThrottled()).isEqualTo(expected != null));
        }
    }

    @Test
    void readsNoHeaderWithoutAnEnd() {
        headerLength = 1 << 20;
        try (HttpPost post = new HttpPost(true, CLOCK)) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> post.send(address(), "application/json", Map.of(), "{}"))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo("The connection to the receiver broke."));
        }
    }

    /** Byte by byte, or as here by answers that promise another one, a receiver could keep the ledger for ever. */
    @Test
    void waitsForNoAnswerWithoutAnEnd() throws IOException {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpPost post = new HttpPost(true, CLOCK, Duration.ofSeconds(1))) {
            Thread receiver = new Thread(() -> promise(endless));
            receiver.start();
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> post.send(
                            URI.create("http://127.0.0.1:" + endless.getLocalPort() + "/"),
                            "application/json",
                            Map.of(),
                            "{}"))
                    .satisfies(e ->
                            assertThat(e.reason()).isEqualTo("The receiver did not finish its response within 1 s."));
        }
    }

    private static void promise(ServerSocket server) {
        try (Socket caller = server.accept()) {
            while (true) {
                caller.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The caller is gone.
        }
    }

    @Test
    void callsNothingOnLoopbackUnlessItMay() {
        try (HttpPost post = new HttpPost(false, CLOCK)) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> post.send(address(), "application/json", Map.of(), "{}"))
                    .satisfies(e -> assertThat(e.reason()).contains("this machine"));
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> post.send(
                            URI.create("http://localhost:" + server.getAddress().getPort() + "/"),
                            "application/json",
                            Map.of(),
                            "{}"))
                    .satisfies(e -> assertThat(e.reason()).contains("this machine"));
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithoutTheAddress() {
        server.stop(0);
        try (HttpPost post = new HttpPost(true, CLOCK)) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> post.send(address(), "application/json", Map.of(), "{}"))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo("The receiver refused the connection."));
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() ->
                            post.send(URI.create("https://host.invalid/secret"), "application/json", Map.of(), "{}"))
                    .satisfies(e ->
                            assertThat(e.reason()).contains("receiver's host").doesNotContain("secret"));
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/secret");
    }
}
