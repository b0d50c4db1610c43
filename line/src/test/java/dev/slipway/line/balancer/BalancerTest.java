package dev.slipway.line.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.port.PortGuard;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.plan.Member;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private static final Balancers LEDGER = Balancers.LEDGER;
    private static final Balancers SHOP = Balancers.only("shop");

    private final Set<String> unwell = new HashSet<>();
    private final StubHttpd httpd = new StubHttpd(
            "secret",
            worker -> !unwell.contains(worker),
            List.of(
                    "slipway worker-1",
                    "slipway worker-2",
                    "slipway-waiting worker-1",
                    "slipway-waiting worker-2",
                    "shop worker-1"));

    private HttpServer server;
    private Balancer balancer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        balancer = balancer("secret");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsTheMembers() throws Exception {
        httpd.out.put("slipway worker-2", true);
        unwell.add("worker-1");
        assertThat(balancer.members(new Balancers(List.of("slipway", "shop"))))
                .containsExactly(
                        new Member("slipway", "worker-1", false, false, 0),
                        new Member("slipway", "worker-2", true, false, 0),
                        new Member("shop", "worker-1", false, false, 0));
        assertThat(balancer.members(Balancers.NONE)).isEmpty();
    }

    @Test
    void takesTheWaitingOneOutFirst() throws Exception {
        balancer.disable(balancer.state(), LEDGER, "worker-1");
        balancer.enable(LEDGER, "worker-1");
        assertThat(httpd.changes)
                .containsExactly(
                        "out slipway-waiting worker-1",
                        "out slipway worker-1",
                        "in slipway worker-1",
                        "in slipway-waiting worker-1");
    }

    @Test
    void enablesAHealthyOneBeforeHttpdHasCheckedIt() throws Exception {
        unwell.add("worker-1");
        balancer.disable(balancer.state(), LEDGER, "worker-1");
        balancer.enable(LEDGER, "worker-1");
        assertThat(balancer.members(LEDGER)).filteredOn(Member::isWell).hasSize(2);
        balancer.disable(balancer.state(), LEDGER, "worker-1");
        balancer.enableAsHealthy(balancer.state(), LEDGER, "worker-1");
        assertThat(balancer.members(LEDGER)).hasSize(4).allMatch(Member::isWell);
    }

    @Test
    void asksHttpdAsLittleAsItCan() throws Exception {
        unwell.add("worker-1");
        State seen = balancer.state();
        httpd.calls = 0;
        assertThat(balancer.disable(seen, LEDGER, "worker-1")).isZero();
        assertThat(httpd.calls)
                .as("two changes, what came of them, and the reload")
                .isEqualTo(4);
        seen = balancer.state();
        httpd.calls = 0;
        assertThat(balancer.enableAsHealthy(seen, LEDGER, "worker-1")).isTrue();
        assertThat(httpd.calls).as("two changes, and what came of them").isEqualTo(3);
    }

    @Test
    void takesNothingForTrueThatItSawBeforeAReload() throws Exception {
        State seen = balancer.state();
        httpd.reloading = 1;
        httpd.answer("GET", URI.create("/live/reload"), Map.of(), "");
        balancer.disable(seen, LEDGER, "worker-1");
        assertThat(httpd.out).containsEntry("slipway worker-1", true).containsEntry("slipway-waiting worker-1", true);
    }

    @Test
    void letsAReloadGoFirst() throws Exception {
        httpd.reloading = 5;
        balancer.disable(balancer.state(), LEDGER, "worker-1");
        assertThat(httpd.reloading).isZero();
        assertThat(httpd.out).containsEntry("slipway worker-1", true).containsEntry("slipway-waiting worker-1", true);
    }

    @Test
    void asksAgainUntilAChangeIsMade() throws Exception {
        httpd.ignored = 3;
        balancer.disable(balancer.state(), SHOP, "worker-1");
        assertThat(httpd.out).containsEntry("shop worker-1", true);
        httpd.ignored = Integer.MAX_VALUE;
        assertThatThrownBy(() -> balancer.enable(SHOP, "worker-1"))
                .isInstanceOf(BalancerException.class)
                .hasMessageContaining("did not enable worker-1 in its balancer shop");
    }

    @Test
    void sendsNothingToADisabledOneUntilItIsEnabled() throws Exception {
        balancer.stop("shop", "worker-1");
        balancer.stop("shop", "worker-1");
        balancer.disable(balancer.state(), SHOP, "worker-1");
        balancer.enable(SHOP, "worker-1");
        assertThat(httpd.stopped).containsExactly("shop worker-1");
        assertThat(balancer.members(SHOP)).noneMatch(Member::isWell);
        balancer.start("shop", "worker-1");
        assertThat(httpd.stopped).isEmpty();
        balancer.stop("nowhere", "worker-1");
    }

    @Test
    void countsRequestsUnderWay() throws Exception {
        balancer.disable(balancer.state(), SHOP, "worker-1");
        httpd.busy.put("worker-1", 20);
        assertThat(balancer.busy("shop", "worker-1")).isEqualTo(19);
        assertThat(balancer.busy("shop", "nobody")).isZero();
    }

    @Test
    void saysWhetherAWorkerIsWell() throws Exception {
        assertThat(balancer.awaitHealthy(LEDGER, "worker-1", Duration.ofSeconds(1)))
                .isTrue();
        unwell.add("worker-1");
        assertThat(balancer.awaitHealthy(LEDGER, "worker-1", Duration.ofSeconds(1)))
                .isFalse();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> balancer("wrong").members(LEDGER)).hasMessageContaining("SLIPWAY_BALANCER_PASSWORD");
        server.stop(0);
        assertThatThrownBy(() -> balancer.members(LEDGER))
                .hasMessageContaining("httpd does not answer at http://127.0.0.1:");
    }

    @Test
    void tellsThePasswordToHttpdAlone() {
        PortGuard guard = () -> {
            throw new ConnectException("the port is held by somebody else");
        };
        assertThatThrownBy(() -> balancer("secret", guard).members(LEDGER))
                .isInstanceOf(BalancerException.class)
                .hasMessageEndingWith("/balancer?xml=1: the port is held by somebody else");
        assertThat(httpd.calls).isZero();
    }

    private Balancer balancer(String password) {
        return balancer(password, PortGuard.OPEN);
    }

    private Balancer balancer(String password, PortGuard guard) {
        return new Balancer(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                () -> password,
                guard,
                HttpClient.newHttpClient(),
                new SwiftPace());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            StubHttpd.Answer answer = httpd.answer(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
