package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Answer;
import dev.slipway.line.Beside;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.RawConnection;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.SignIn;
import dev.slipway.line.Wars;
import dev.slipway.line.service.app.Item;
import dev.slipway.line.service.app.Items;
import dev.slipway.line.service.app.OrderListener;
import dev.slipway.line.service.app.RequestServlet;
import dev.slipway.line.service.app.ShopServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real application, which has never heard of Slipway, in a server of its own. */
@Beside
@ResourceLock(value = Line.RELOADS, mode = ResourceAccessMode.READ)
@ResourceLock(value = Line.RELOADS_BESIDE, mode = ResourceAccessMode.READ)
@Order(Order.DEFAULT - 2)
class ServiceIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(60);

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    static Path folder;

    private static Team team;

    @BeforeAll
    static void define() {
        team = new Team(REALM.client("admin", "deployer"), SCRATCH.name(), folder);
        team.apply(definition("256m")).expectSuccess();
        team.deploy(shop("one"), "1").expectSuccess();
    }

    @AfterAll
    static void remove() {
        team.remove();
    }

    private static String definition(String memory) {
        return """
                service: %s
                title: Web shop
                environments:
                  production: {workers: 1, memory: %s}
                database: {jndi: [java:jboss/datasources/ShopDS]}
                login: {roles: [customer]}
                mail: {from: shop@example.org}
                messaging: {queues: [orders]}
                """.formatted(team.service(), memory);
    }

    private static WebArchive shop(String words) {
        return Wars.application(
                        "shop " + words,
                        Item.class,
                        Items.class,
                        OrderListener.class,
                        ShopServlet.class,
                        RequestServlet.class)
                .addAsResource(new StringAsset("""
                        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                          <persistence-unit name="shop">
                            <properties>
                              <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                            </properties>
                          </persistence-unit>
                        </persistence>"""), "META-INF/persistence.xml")
                .setWebXML(Login.webXml());
    }

    @Test
    void isAtTheRootOfItsOwnHost() {
        HttpResponse<String> page = team.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).startsWith("shop ");
    }

    /** Also where it comes by a form with more fields than Undertow takes by default. */
    @Test
    void keepsItsDataInItsDatabase() {
        String fields = "field=1&".repeat(9_000);
        assertThat(team.post("/items", fields + "name=kettle").statusCode()).isEqualTo(204);
        assertThat(team.get("/items").body()).contains("kettle");
    }

    @Test
    void takesMessagesFromItsQueue() {
        assertThat(team.post("/orders", "name=teapot").statusCode()).isEqualTo(204);
        await().atMost(PROMPTLY).until(() -> team.get("/items").body().contains("ordered teapot"));
    }

    @ParameterizedTest
    @CsvSource({
        "java:comp/DefaultDataSource, DataSource",
        "java:jboss/datasources/ShopDS, DataSource",
        "java:jboss/datasources/ExampleDS, DataSource",
        "java:jboss/mail/Default, Session",
        "java:/jms/queue/orders, ActiveMQQueue",
        "java:comp/DefaultJMSConnectionFactory, ActiveMQRAConnectionFactoryImpl"
    })
    void findsWhatItsDefinitionGives(String name, String type) {
        assertThat(team.get("/names?name=" + name).body()).isEqualTo(type);
    }

    @Test
    void findsItsDatabaseUnderItsOwnName() {
        assertThat(team.get("/names?name=java:jboss/datasources/" + team.service())
                        .body())
                .isEqualTo("DataSource");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "a%3Bb", "a;b=c/d", "a%2Bb+c", "a//b", "%E2%82%AC%20", "a%25b", "http://x/y"})
    void isAskedByThePathThatTheVisitorSent(String path) {
        assertThat(team.get("/request/" + path).body()).isEqualTo("/request/" + path);
    }

    /** Such as a content security policy with a hash for each script, or the address of a SAML request. */
    @Test
    void mayAnswerWithAsLargeAHeaderAsItIsSent() {
        String large = "x".repeat(15_000);
        assertThat(team.get("/request/", "X-Echo", large).headers().firstValue("x-echo"))
                .hasValue(large);
    }

    /** Such as tokens, and cookies that hold what a session would. */
    @Test
    void mayBeSentSeveralLargeHeaders() {
        String large = "x".repeat(15_000);
        HttpResponse<String> answer = team.get("/request/", "X-1", large, "X-2", large, "X-3", large, "X-4", large);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /** Other proxies set these, and an application may trust them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-Prefix",
                "X-Real-IP",
                "X-Client-IP",
                "True-Client-IP",
                "X-Original-URL",
                "X-Rewrite-URL"
            })
    void isNotToldByVisitorsWhereTheyAre(String header) {
        HttpResponse<String> answer = team.get("/request/?header=" + header, header, "forged");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-echo")).isEmpty();
    }

    /** The first is for a script to read, the third for another site's frame to send. */
    @Test
    void hasItsCookiesAsItSetThem() {
        assertThat(team.get("/request/").headers().allValues("set-cookie"))
                .filteredOn(cookie -> !cookie.startsWith("JSESSIONID=") && !cookie.startsWith("SLIPWAY_ROUTE="))
                .containsExactlyInAnyOrder(
                        "XSRF-TOKEN=1; Secure; SameSite=Lax",
                        "strict=1; secure; SameSite=Strict",
                        "framed=1; secure; SameSite=None");
    }

    @Test
    void hasAGuardedSessionCookie() {
        assertThat(team.get("/request/").headers().allValues("set-cookie"))
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .containsIgnoringCase("; secure")
                        .containsIgnoringCase("; httponly")
                        .endsWith("; SameSite=Lax"));
    }

    /** Also in another site's frame, and after that site's form has led there. */
    @Test
    void isReachedOnTheSameWorkerFromOtherSites() {
        assertThat(team.get("/request/").headers().allValues("set-cookie"))
                .filteredOn(cookie -> cookie.startsWith("SLIPWAY_ROUTE="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).endsWith("; Path=/; Secure; HttpOnly; SameSite=None"));
    }

    @Test
    void sendsWhoeverIsNotSignedInToKeycloak() {
        HttpResponse<String> answer = team.get("/account/me", "Accept", "text/html");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElseThrow())
                .contains("/realms/slipway/protocol/openid-connect/auth")
                .contains("redirect_uri=https");
    }

    /** WildFly would keep what somebody sent for after their sign-in, with all headers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\n\r\na=b",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\nCookie: JSESSIONID=x\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\nAuthorization: x\r\n\r\n0\r\n\r\n"
            })
    void keepsNoSessionForWhoeverIsNotSignedIn(String body) {
        Line line = Line.running();
        Answer answer = RawConnection.tls(
                line.host(team.service()),
                "POST /account/me HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n%s"
                        .formatted(line.url(team.service()).getRawAuthority(), body));
        assertThat(answer.status()).as("%s", answer).isIn(100, 302, 417);
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID="));
        assertThat(answer.body()).doesNotContain("JSESSIONID=");
    }

    /** Neither can follow a redirect to a page. */
    @ParameterizedTest
    @CsvSource({"Accept, application/json", "X-Requested-With, XMLHttpRequest"})
    void tellsProgramsThatTheyAreNotSignedIn(String header, String value) {
        HttpResponse<String> answer = team.get("/account/me", header, value);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
    }

    @Test
    void knowsWhoSignsInAndInWhatRole() {
        Realm.Person person = REALM.person();
        URI page = Line.running().url(team.service()).resolve("/account/me");
        SignIn stranger = new SignIn(person, page);
        assertThat(shown(stranger, stranger.way(), "text/html")).contains("Forbidden");
        REALM.admin().grantClientRole(person, team.service() + "-production", "customer");
        SignIn customer = new SignIn(person, page);
        assertThat(shown(customer, customer.way(), "text/html")).isEqualTo(person.name() + " true");
        assertThat(shown(customer, page, "application/json"))
                .as("what the application's own scripts get with the session")
                .isEqualTo(person.name() + " true");
    }

    /** Or else whoever knows the id is signed in, too: by a link with it, or a cookie for the whole domain. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesASessionAnotherIdAtTheSignIn(boolean isInThePath) {
        Realm.Person person = REALM.person();
        REALM.admin().grantClientRole(person, team.service() + "-production", "customer");
        String known = sessionOf(team.get("/visits"));
        String path = isInThePath ? "/account/me;jsessionid=" + known : "/account/me";
        URI page = Line.running().url(team.service()).resolve(path);
        SignIn browser = new SignIn(person, page, isInThePath ? Map.of() : Map.of("JSESSIONID", known));
        assertThat(shown(browser, browser.way(), "text/html")).isEqualTo(person.name() + " true");
        HttpResponse<String> stranger = isInThePath
                ? team.get(path, "Accept", "text/html")
                : team.get(path, "Accept", "text/html", "Cookie", "JSESSIONID=" + known);
        assertThat(stranger.statusCode()).isEqualTo(302);
        assertThat(stranger.headers().firstValue("location").orElseThrow()).contains("/openid-connect/auth");
        if (!isInThePath) {
            assertThat(shown(browser, page.resolve("/visits"), "text/html"))
                    .as("what was in the session stays")
                    .isEqualTo("2");
        }
    }

    private static String sessionOf(HttpResponse<String> answer) {
        String cookie = answer.headers().allValues("set-cookie").stream()
                .filter(set -> set.startsWith("JSESSIONID="))
                .findFirst()
                .orElseThrow();
        return cookie.substring("JSESSIONID=".length()).split(";", 2)[0];
    }

    @Test
    @Tag("long")
    void keepsPeoplesRolesWhileItIsRemoved() {
        Team other = new Team(REALM.client("admin", "deployer"), SCRATCH.name(), folder);
        String client = other.service() + "-production";
        String definition = """
                service: %s
                environments:
                  production: {workers: 1, memory: 128m}
                login: {roles: [customer]}
                """.formatted(other.service());
        Realm.Person person = REALM.person();
        other.apply(definition).expectSuccess();
        try {
            REALM.admin().grantClientRole(person, client, "customer");
            other.command("services", "remove", other.service()).expectSuccess();
            assertThat(REALM.admin().isEnabled(client)).isFalse();
            other.apply(definition).expectSuccess();
            assertThat(REALM.admin().isEnabled(client)).isTrue();
            assertThat(REALM.admin().clientRoles(person, client)).containsExactly("customer");
        } finally {
            other.remove();
        }
    }

    private static String shown(SignIn browser, URI page, String type) {
        return Caller.join(browser.client(Redirect.NORMAL)
                        .sendAsync(
                                HttpRequest.newBuilder(page)
                                        .header("Accept", type)
                                        .build(),
                                BodyHandlers.ofString()))
                .body();
    }

    /** More than it may have at a time are refused, and not left to wait in httpd, where everybody else would wait behind them. */
    @Test
    void leavesRoomForOthersWhereItDoesNotAnswer() {
        List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(() -> team.sendAsync(
                        "/silence?millis=20000",
                        request -> request.version(HttpClient.Version.HTTP_1_1).timeout(Duration.ofMinutes(2))))
                .limit(200)
                .toList();
        await().atMost(PROMPTLY).until(() -> statuses(answers).contains(503));
        Caller.pipeline().get("/api/v1/services?limit=1").expect(200);
        Caller.join(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));
        assertThat(statuses(answers)).filteredOn(status -> status != 503).hasSizeGreaterThanOrEqualTo(128);
        await().atMost(PROMPTLY).until(() -> team.get("/").statusCode() == 200);
    }

    private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> answers) {
        return answers.stream()
                .filter(CompletableFuture::isDone)
                .map(answer -> answer.join().statusCode())
                .toList();
    }

    @Test
    @Tag("long")
    void saysWhatBecameOfARequestWithoutAnAnswer() {
        HttpResponse<String> answer = team.send("/silence", request -> request.timeout(Duration.ofSeconds(90)));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("The answer did not arrive").contains("Slipway · 502");
    }

    @Test
    @Tag("long")
    void isReplacedAndPutBack() {
        Command.Result deployed = team.deploy(shop("two"), "2").expectSuccess();
        assertThat(deployed.output()).anyMatch(line -> line.contains("production-1"));
        assertThat(team.get("/").body()).isEqualTo("shop two");
        team.command("rollback", "--service", team.service()).expectSuccess();
        assertThat(team.get("/").body()).isEqualTo("shop one");
    }

    @Test
    void isAppliedASecondTimeForNothing() {
        assertThat(team.apply(definition("256m")).expectSuccess().output())
                .anyMatch(line -> line.contains("is defined like that already"));
    }

    @Test
    @Tag("long")
    void keepsWhatIsDeployedWhenItsMemoryChanges() {
        team.apply(definition("300m")).expectSuccess();
        await().atMost(PROMPTLY).until(() -> team.get("/").statusCode() == 200);
        assertThat(team.get("/").body()).startsWith("shop ");
        team.apply(definition("256m")).expectSuccess();
        await().atMost(PROMPTLY).until(() -> team.get("/").statusCode() == 200);
    }

    @Test
    void saysWhatItDoes() {
        assertThat(team.command("logs", team.service(), "--lines", "500")
                        .expectSuccess()
                        .output())
                .anyMatch(line -> line.contains("WFLYSRV0025"));
        assertThat(team.command("threads", team.service()).expectSuccess().output())
                .anyMatch(line -> line.contains("java.lang.Thread.State: RUNNABLE"));
        assertThat(team.command("restart", team.service(), "--reason", "to see")
                        .expectSuccess()
                        .output())
                .anyMatch(line -> line.contains("are restarted"));
        assertThat(team.get("/").statusCode()).isEqualTo(200);
    }
}
