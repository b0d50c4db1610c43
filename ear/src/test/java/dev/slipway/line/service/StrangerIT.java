package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.service.app.VisitServlet;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An application on two workers that does what others leave alone: it wants https by itself, makes a session of every visitor, under a name of
 * its own, copies none, and has pages that are not in UTF-8.
 */
@ResourceLock(value = Line.RELOADS_BESIDE, mode = ResourceAccessMode.READ)
class StrangerIT {
    private static final Line LINE = Line.running();
    private static final Duration PROMPTLY = Duration.ofSeconds(30);
    /** Of the health checks, there is one each half second. */
    private static final int CHECKS = 20;

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection><web-resource-name>all</web-resource-name><url-pattern>/*</url-pattern></web-resource-collection>
                <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
              </security-constraint>
              <session-config><session-timeout>600</session-timeout>%s</session-config>
            </web-app>""";

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    static Path folder;

    private static Team team;

    @BeforeAll
    static void deploy() {
        team = new Team(REALM.client("admin", "deployer"), SCRATCH.name(), folder);
        team.apply("""
                service: %s
                environments:
                  production: {workers: 2}
                """.formatted(team.service())).expectSuccess();
        team.deploy(archive("<cookie-config><name>SHOP</name></cookie-config>"), "1")
                .expectSuccess();
    }

    @AfterAll
    static void remove() {
        team.remove();
    }

    private static WebArchive archive(String sessions) {
        return ShrinkWrap.create(WebArchive.class)
                .addClasses(VisitServlet.class, VisitServlet.Count.class)
                .addAsWebResource(
                        new ByteArrayAsset("<meta charset=iso-8859-1>Grüße".getBytes(StandardCharsets.ISO_8859_1)),
                        "latin.html")
                .setWebXML(new StringAsset(WEB_XML.formatted(sessions)));
    }

    @Test
    void findsVisitorsAgainByACookieOfAnyName() {
        Set<String> workers = new HashSet<>();
        for (int visitor = 0; visitor < 6; visitor++) {
            HttpClient browser = HttpClient.newBuilder()
                    .sslContext(LINE.tls())
                    .cookieHandler(new CookieManager())
                    .build();
            String first = visit(browser).body().split(" ")[0];
            workers.add(first);
            for (int visit = 2; visit < 8; visit++) {
                assertThat(visit(browser).body()).startsWith(first + " " + visit + " ");
            }
        }
        assertThat(workers).hasSize(2);
    }

    /** Two requests at a time may have gone to two workers, and the later answer set the cookie of the route. */
    @Test
    void goesToTheWorkerThatTheSessionNames() {
        for (String worker : List.of("-production-1", "-production-2")) {
            String other = worker.endsWith("1") ? "-production-2" : "-production-1";
            String cookies =
                    "SLIPWAY_ROUTE=.%s; JSESSIONID=any.%s".formatted(team.service() + other, team.service() + worker);
            assertThat(team.get("/", "Cookie", cookies).body()).startsWith(team.service() + worker + " ");
        }
    }

    @Test
    void setsNoCookieWhereTheApplicationSetsNone() {
        assertThat(team.get("/latin.html").headers().allValues("set-cookie")).isEmpty();
    }

    /** Each of them asks for a page that makes a session. */
    @Test
    void keepsNoSessionsOfHealthChecks() {
        for (int worker = 0; worker < 2; worker++) {
            String name = team.group().path("workers").path(worker).path("name").asText();
            int before = sessions(name);
            await().pollDelay(Duration.ofMillis(500L * CHECKS))
                    .atMost(PROMPTLY)
                    .untilAsserted(() -> assertThat(sessions(name) - before).isLessThan(CHECKS));
        }
    }

    /** Those of visitors without a cookie, as these are, stay. */
    private static int sessions(String worker) {
        for (int attempt = 0; attempt < 20; attempt++) {
            String[] said = team.get("/").body().split(" ");
            if (said[0].equals(worker)) {
                return Integer.parseInt(said[2]);
            }
        }
        throw new AssertionError("no answer from " + worker);
    }

    @Test
    void leavesItToAPageHowItIsEncoded() {
        assertThat(team.get("/latin.html").headers().firstValue("content-type")).hasValue("text/html");
    }

    @Test
    void takesLongQueries() {
        assertThat(team.get("/?filter=" + "x".repeat(12_000)).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsApartWhatIsNotThereAndWhatIsNotUp() {
        assertThat(team.get("/absent").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> visit(HttpClient browser) {
        return Caller.join(browser.sendAsync(
                HttpRequest.newBuilder(LINE.url(team.service()).resolve("/"))
                        .timeout(PROMPTLY)
                        .build(),
                BodyHandlers.ofString()));
    }
}
