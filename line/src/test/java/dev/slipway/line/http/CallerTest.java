package dev.slipway.line.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.Stub.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CallerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @AutoClose
    final Stub stub = new Stub(request -> Reply.of(200, "{}"));

    private final Caller caller = Caller.trusting(null).pausing(Duration.ofMillis(5));

    private Answer send(String method, boolean isRepeatable, Duration patience) {
        return caller.send(
                () -> HttpRequest.newBuilder(stub.uri().resolve("/x"))
                        .method(method, HttpRequest.BodyPublishers.ofString("body"))
                        .build(),
                isRepeatable,
                patience);
    }

    @Test
    void asksNoProxyOfTheJvm() {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("proxy.invalid", 1)));
        try {
            assertThat(send("GET", false, Duration.ZERO).status()).isEqualTo(200);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void repeatsWhatMayBeRepeated() {
        stub.first("PUT /x", Reply.cut(), Reply.of(502, ""), Reply.of(503, ""));
        assertThat(send("PUT", true, SECOND).status()).isEqualTo(200);
        assertThat(stub.received())
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.body()).isEqualTo("body"));
    }

    @Test
    void tellsWhatMayHaveBeenDoneBeforeARepeat() {
        stub.first("POST /x", Reply.cut(), Reply.of(502, ""), Reply.of(503, ""));
        List<String> lost = new ArrayList<>();
        Answer answer = caller.sendUnlessSlow(
                () -> HttpRequest.newBuilder(stub.uri().resolve("/x"))
                        .POST(HttpRequest.BodyPublishers.ofString("body"))
                        .build(),
                SECOND,
                failure -> lost.add(failure.what()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(lost)
                .satisfiesExactly(
                        cut -> assertThat(cut).startsWith("The connection to 127.0.0.1:"),
                        away -> assertThat(away).endsWith(" does not answer (status 502)."));
    }

    @Test
    void tellsNothingOfARequestThatNobodyGot() throws IOException {
        URI nobody = nobody();
        List<String> lost = new ArrayList<>();
        assertThatThrownBy(() -> caller.sendUnlessSlow(
                        () -> HttpRequest.newBuilder(nobody).build(),
                        caller.brief(),
                        failure -> lost.add(failure.what())))
                .hasMessageStartingWith("Nobody answers at 127.0.0.1:");
        assertThat(lost).isEmpty();
    }

    /** An address where nobody listens any more. */
    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"))) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @Test
    void repeatsNothingThatMayHaveBeenDone() {
        stub.first("POST /x", Reply.cut());
        assertThatThrownBy(() -> send("POST", false, SECOND)).hasMessageContaining("The connection to 127.0.0.1:");
        stub.first("POST /x", Reply.of(502, ""));
        assertThat(send("POST", false, SECOND).status()).isEqualTo(502);
        assertThat(stub.received()).hasSize(2);
    }

    @Test
    void repeatsWhatNobodyHasBegunWith() {
        stub.first("POST /x", Reply.of(503, ""), new Reply(429, "", Map.of("Retry-After", "0")));
        assertThat(send("POST", false, SECOND).status()).isEqualTo(200);
    }

    @Test
    void waitsAsLongAsItIsTold() {
        stub.first("GET /x", new Reply(429, "", Map.of("Retry-After", "30")));
        assertThat(send("GET", true, SECOND).status()).isEqualTo(429);
        assertThat(stub.received()).hasSize(1);
    }

    @Test
    void waitsForItsTurnLongerThanForAnAnswer() {
        Caller queueing = caller.queueing(Duration.ofMinutes(2));
        Reply busy = new Reply(503, "{\"type\":\"/docs/problems#too-many-streams\"}", Map.of("Retry-After", "0"));
        Reply other = new Reply(503, "{\"type\":\"/docs/problems#archives-off\"}", Map.of("Retry-After", "0"));
        Reply full = new Reply(429, "", Map.of("Retry-After", "0"));
        stub.first("GET /x", full, busy, busy, busy, busy, full);
        assertThat(look(queueing).status()).isEqualTo(200);
        assertThat(stub.received()).hasSize(7);
        stub.first("GET /x", other, other, other);
        assertThat(look(queueing).status()).as("of what is not over soon").isEqualTo(503);
    }

    private Answer look(Caller calling) {
        return calling.send(
                () -> HttpRequest.newBuilder(stub.uri().resolve("/x")).build(), true, Duration.ofNanos(1));
    }

    @Test
    void goesOnNoLongerThanItsPatience() {
        Reply[] away = new Reply[1000];
        java.util.Arrays.fill(away, Reply.of(503, ""));
        stub.first("GET /x", away);
        assertThat(send("GET", true, Duration.ofMillis(60)).status()).isEqualTo(503);
        assertThat(stub.received()).hasSizeBetween(3, 13);
    }

    @Test
    void triesThreeTimesHoweverLongTheFirstTook() {
        stub.first("PUT /x", Reply.cut(), Reply.cut());
        assertThat(send("PUT", true, Duration.ofNanos(1)).status()).isEqualTo(200);
        stub.first("PUT /x", Reply.of(503, ""));
        assertThat(send("PUT", true, Duration.ZERO).status()).isEqualTo(503);
    }

    @Test
    void saysThatANameIsUnknown() {
        assertThatThrownBy(() -> caller.send(
                        () -> HttpRequest.newBuilder(URI.create("https://nowhere.invalid/"))
                                .build(),
                        true,
                        caller.brief()))
                .hasMessage("The name nowhere.invalid is unknown.");
    }

    @Test
    void savesWhatASuccessBrings(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("archive"), "a longer one from before");
        stub.first("GET /x", Reply.of(502, "away"), Reply.of(200, "shop"), Reply.of(404, "none"));
        assertThat(save(file).body()).isEmpty();
        assertThat(file).hasContent("shop");
        assertThat(save(file).body()).isEqualTo("none".getBytes(StandardCharsets.UTF_8));
        assertThat(file).isEmptyFile();
    }

    @Test
    void tellsAFileThatCannotBeWrittenFromALostConnection(@TempDir Path folder) {
        assertThatThrownBy(() -> save(folder.resolve("none/archive"))).isInstanceOf(NoSuchFileException.class);
        assertThat(stub.received()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsAFullDiskFromALostConnection() {
        assertThatThrownBy(() -> save(Path.of("/dev/full"))).isInstanceOf(IOException.class);
        assertThat(stub.received()).hasSize(1);
    }

    private Answer save(Path file) throws IOException {
        return caller.save(
                () -> HttpRequest.newBuilder(stub.uri().resolve("/x")).build(), file, SECOND);
    }

    /** A server that sends the headers and half of the body, and then nothing more; nor does it close the connection. */
    private static HttpServer stalling() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
        });
        server.start();
        return server;
    }

    private static HttpRequest brief(HttpServer server) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .timeout(Duration.ofMillis(300))
                .build();
    }

    @Test
    @Timeout(60)
    void givesUpOnAnAnswerThatStalls(@TempDir Path folder) throws IOException {
        HttpServer server = stalling();
        try {
            assertThatThrownBy(() -> caller.send(() -> brief(server), true, Duration.ZERO))
                    .isInstanceOf(CallException.class)
                    .hasMessageEndingWith(" does not answer in time.");
            assertThatThrownBy(() -> caller.save(() -> brief(server), folder.resolve("archive"), Duration.ZERO))
                    .isInstanceOf(CallException.class)
                    .hasMessageEndingWith(" does not answer in time.");
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Timeout(60)
    void repeatsNothingSlowForWhoeverWaits() throws IOException {
        HttpServer server = stalling();
        AtomicInteger attempts = new AtomicInteger();
        try {
            assertThatThrownBy(() -> caller.sendUnlessSlow(
                            () -> {
                                attempts.incrementAndGet();
                                return brief(server);
                            },
                            SECOND,
                            failure -> {}))
                    .hasMessageEndingWith(" does not answer in time.");
            assertThat(attempts).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Timeout(60)
    void endsWhereItIsInterrupted() throws IOException {
        HttpServer server = stalling();
        try {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> caller.send(() -> brief(server), true, SECOND))
                    .hasMessage("It was interrupted.");
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            server.stop(0);
        }
    }

    /** A server with a certificate of its own making, and its certificate in PEM. */
    private static com.sun.net.httpserver.HttpsServer secured(Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("a").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        com.sun.net.httpserver.HttpsServer server = com.sun.net.httpserver.HttpsServer.create(
                new java.net.InetSocketAddress(java.net.InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new com.sun.net.httpserver.HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void trustsTheCaThatItIsTold(@TempDir Path folder) throws Exception {
        com.sun.net.httpserver.HttpsServer server = secured(folder);
        try {
            int port = server.getAddress().getPort();
            Caller trusting = Caller.trusting(Trust.of(Files.readString(folder.resolve("ca.pem"))))
                    .pausing(Duration.ofMillis(5));
            assertThat(get(trusting, "https://localhost:" + port).status()).isEqualTo(204);
            assertThatThrownBy(() -> get(trusting, "https://127.0.0.1:" + port))
                    .as("the certificate names another host")
                    .hasMessageStartingWith("No TLS with 127.0.0.1:" + port);
            assertThatThrownBy(() -> get(caller, "https://localhost:" + port))
                    .hasMessage("The certificate of localhost:" + port + " is not trusted.");
        } finally {
            server.stop(0);
        }
    }

    private static Answer get(Caller caller, String uri) {
        return caller.send(() -> HttpRequest.newBuilder(URI.create(uri)).build(), true, SECOND);
    }

    @Test
    void aCaWithoutACertificateIsNone() throws IOException {
        assertThatThrownBy(() -> Trust.of("nothing")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trust.of("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
