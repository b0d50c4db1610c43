package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code httpd/lib/routes} tells httpd of a line. */
class RoutesScriptTest {
    private static final String LIBRARIES = ". line/lib/common; . line/lib/certificates; . httpd/lib/routes; ";

    @TempDir
    Path state;

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "SLIPWAY_DOMAIN", "example.org",
            "SLIPWAY_CERTIFICATES", "acme",
            "SLIPWAY_ACME_EMAIL", "you@example.org",
            "SLIPWAY_WORKERS", "1"));

    @Test
    void asksForOneCertificateForEachHostAndOneForStaticWithGo() throws Exception {
        assertThat(managedDomains())
                .containsExactly(
                        "MDContactEmail you@example.org",
                        "MDCAChallenges http-01 tls-alpn-01",
                        "MDomain mywebapp.example.org",
                        "MDomain static.example.org go.example.org",
                        "MDomain auth.example.org",
                        "MDomain admin.example.org");
    }

    @Test
    void asksForOneWildcardByDns() throws Exception {
        settings.put("SLIPWAY_ACME_DNS_HOOK", "/hook");
        assertThat(managedDomains())
                .containsExactly(
                        "MDContactEmail you@example.org",
                        "MDCAChallenges dns-01",
                        "MDChallengeDns01 /hook",
                        "MDomain example.org *.example.org");
    }

    @Test
    void asksForNoneWhereThereIsAnOwnPairNorForAWildcardBesideIt() throws Exception {
        settings.put("SLIPWAY_ACME_DNS_HOOK", "/hook");
        putOwnPair("mywebapp.example.org");
        assertThat(managedDomains())
                .containsExactly(
                        "MDContactEmail you@example.org",
                        "MDCAChallenges dns-01",
                        "MDChallengeDns01 /hook",
                        "MDomain static.example.org go.example.org",
                        "MDomain auth.example.org",
                        "MDomain admin.example.org");
    }

    @Test
    void takesTheOwnPairOfStaticForGoToo() throws Exception {
        putOwnPair("static.example.org");
        assertThat(managedDomains())
                .endsWith("MDomain mywebapp.example.org", "MDomain auth.example.org", "MDomain admin.example.org")
                .noneMatch(line -> line.contains("go.example.org"));
    }

    @Test
    void namesEachWorkerWithItsServiceAndConsole() throws Exception {
        settings.put("SLIPWAY_CERTIFICATES", "local");
        Files.createDirectory(state.resolve("httpd"));
        Path services = Files.createDirectory(state.resolve("services"));
        Files.writeString(services.resolve("cart"), """
                context=/
                probe=/health
                group=cart
                member=cart-1 127.0.0.1:28000
                console=cart-1 127.0.0.1:28001
                """);
        Files.writeString(services.resolve("shop"), """
                context=/shop
                probe=/shop/health
                group=slipway
                member=worker-1 127.0.0.1:18080
                """);
        assertThat(Shell.lines(state, settings, LIBRARIES + "routes")).isEmpty();
        assertThat(Files.readAllLines(state.resolve("httpd/line.conf")))
                .containsExactly(
                        "Use Member slipway worker-1 127.0.0.1:18080 off -S 1024 JSESSIONID",
                        "Use Member slipway-waiting worker-1 127.0.0.1:18080 on -S 1024 JSESSIONID",
                        "Use RootService cart cart.example.org /health",
                        "Use Member cart cart-1 127.0.0.1:28000 off -S 128 SLIPWAY_ROUTE|jsessionid",
                        "Use SocketMember cart cart-1 127.0.0.1:28000 -S",
                        "Use Fronted cart",
                        "Use Console admin-cart-1.example.org 127.0.0.1:28001 any",
                        "Use Service shop shop.example.org /shop /shop/health",
                        "Use Member shop worker-1 127.0.0.1:18080 off -S 128 SLIPWAY_ROUTE|jsessionid",
                        "Use SocketMember shop worker-1 127.0.0.1:18080 -S",
                        "Use Fronted shop",
                        "Use Console admin.example.org 127.0.0.1:9990 any");
    }

    private List<String> managedDomains() throws IOException, InterruptedException {
        return Shell.lines(state, settings, LIBRARIES + "managed_domains");
    }

    private void putOwnPair(String name) throws IOException {
        Path folder = Files.createDirectories(state.resolve("httpd/own").resolve(name));
        Files.writeString(folder.resolve("fullchain.pem"), "a certificate");
    }
}
