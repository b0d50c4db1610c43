package dev.slipway.line.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxyTest {
    private static final Proxy PROXY =
            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example.org", 3_128));

    private static Proxy select(String uri, Map<String, String> environment) {
        return EnvironmentProxy.of(environment)
                .orElseThrow()
                .select(URI.create(uri))
                .get(0);
    }

    @Test
    void isNoneWhereNoneIsNamed() {
        assertThat(EnvironmentProxy.of(Map.of("NO_PROXY", "a.example", "HTTPS_PROXY", " ")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://proxy.example.org:3128", "proxy.example.org:3128", "http://proxy.example.org:3128/"})
    void isTheOneThatIsNamed(String address) {
        assertThat(select("https://ledger.invalid", Map.of("HTTPS_PROXY", address)))
                .isEqualTo(PROXY);
        assertThat(select("https://192.0.2.1", Map.of("https_proxy", address, "HTTPS_PROXY", "other")))
                .isEqualTo(PROXY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ledger.internal.invalid",
                "https://LEDGER.internal.invalid:8443",
                "https://a.line.invalid",
                "https://line.invalid",
                "https://192.0.2.7",
                "https://127.0.0.1:18443",
                "https://[::1]",
                "https://localhost",
                "http://ledger.invalid"
            })
    void isNotForTheseHosts(String uri) {
        Map<String, String> environment = Map.of(
                "HTTPS_PROXY",
                "proxy.example.org:3128",
                "NO_PROXY",
                "ledger.internal.invalid, .line.invalid,192.0.2.7");
        assertThat(select(uri, environment)).isEqualTo(Proxy.NO_PROXY);
        assertThat(select("https://xline.invalid", environment)).isEqualTo(PROXY);
    }

    @Test
    void isForNobodyWhereAllAreExceptions() {
        assertThat(select("https://ledger.invalid", Map.of("HTTPS_PROXY", "proxy.example.org:3128", "no_proxy", "*")))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://proxy.example.org", "socks5://proxy.example.org", "http://user:secret@", "a b"})
    void mustBeOneOverHttp(String address) {
        assertThatThrownBy(() -> select("https://ledger.invalid", Map.of("HTTPS_PROXY", address)))
                .isInstanceOf(CallException.class)
                .hasMessage("HTTPS_PROXY is not the address of an HTTP proxy.");
        assertThat(select("https://127.0.0.1:8443", Map.of("HTTPS_PROXY", address)))
                .isEqualTo(Proxy.NO_PROXY);
        assertThat(select("https://ledger.invalid", Map.of("HTTPS_PROXY", address, "NO_PROXY", "*")))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void signsInToNone() {
        assertThatThrownBy(() -> select("https://ledger.invalid", Map.of("HTTPS_PROXY", "http://ann:secret@proxy:1")))
                .isInstanceOf(CallException.class)
                .hasMessage("HTTPS_PROXY has a user name: the CLI signs in to no proxy.");
    }

    @Test
    void saysThatTheProxyWantsALogin() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked =
                    CompletableFuture.supplyAsync(() -> refuse(proxy, "407 Proxy Authentication Required"));
            assertThatThrownBy(() -> ask(proxy.getLocalPort()))
                    .isInstanceOf(CallException.class)
                    .hasMessage("The proxy that HTTPS_PROXY names wants a user name: the CLI signs in to no proxy.");
            assertThat(asked.get(10, TimeUnit.SECONDS)).startsWith("CONNECT ");
        }
    }

    private static void ask(int port) {
        Caller.trusting(null, EnvironmentProxy.of(Map.of("HTTPS_PROXY", "127.0.0.1:" + port)))
                .send(
                        () -> HttpRequest.newBuilder(URI.create("https://ledger.invalid/api/v1/me"))
                                .build(),
                        false,
                        Duration.ZERO);
    }

    @Test
    void isAskedForTheLedger() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuse(proxy, "403 Forbidden"));
            assertThatThrownBy(() -> ask(proxy.getLocalPort()))
                    .isInstanceOf(CallException.class)
                    .hasNoCause()
                    .hasMessage(
                            "The proxy that HTTPS_PROXY names opens no connection to ledger.invalid: it answers 403.");
            assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("CONNECT ledger.invalid:443 HTTP/1.1");
        }
    }

    private static String refuse(ServerSocket proxy, String status) {
        try (Socket client = proxy.accept()) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            String first = lines.readLine();
            while (!lines.readLine().isEmpty()) {
                // The headers tell nothing.
            }
            client.getOutputStream()
                    .write(("HTTP/1.1 " + status
                                    + "\r\nProxy-Authenticate: Basic realm=\"a\"\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return first;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
