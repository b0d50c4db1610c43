package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.PostOffice;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.Scratch;
import dev.slipway.line.browser.Chromium;
import dev.slipway.line.browser.Visitor;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application with everything that Jakarta EE and MicroProfile have, which has never heard of Slipway, on two workers. */
@ExtendWith({Reloads.class, Chromium.class})
@ResourceLock(Line.MAIL)
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
@ResourceLock(value = Line.RELOADS_BESIDE, mode = ResourceAccessMode.READ)
class ApplicationIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(30);
    private static final Line LINE = Line.running();
    private static final int UPLOAD = 50 << 20;
    /** Of both timers, in seconds. */
    private static final int INTERVAL = 2;

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    static Path folder;

    private static GreenMail postOffice;
    private static Team team;

    @BeforeAll
    static void deploy() {
        postOffice = PostOffice.make();
        postOffice.setUser(LINE.setting("SLIPWAY_SMTP_USER"), LINE.secret("smtp-password"));
        postOffice.getUserManager().setAuthRequired(true);
        postOffice.start();
        team = new Team(REALM.client("admin", "deployer"), SCRATCH.name(), folder);
        team.apply("""
                service: %1$s
                environments:
                  production: {workers: 2}
                database: true
                login: {roles: [customer]}
                mail: {from: shop@example.org}
                messaging: {queues: ["java:/queue/ShopOrders"]}
                contextRoot: %2$s
                probe: %2$s/api/greeting
                """.formatted(team.service(), WholeArchive.CONTEXT_ROOT)).expectSuccess();
        team.deploy(WholeArchive.build(), "1").expectSuccess();
    }

    @AfterAll
    static void remove() {
        team.remove();
        postOffice.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/greeting        | hello
            /api/fallback        | instead
            /api/rate            | 3
            /tags.jsp            | 1-2-3-
            /executor            | EE-ManagedExecutorService-default
            /Prices?wsdl         | location="https://
            /request/a%2Fb%3Bc   | /request/a%2Fb%3Bc
            """)
    void answers(String path, String words) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void isNotFoundOutsideOfItsContextRoot() {
        assertThat(team.get("/elsewhere").statusCode()).isEqualTo(404);
        assertThat(team.get("/").headers().firstValue("location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith(WholeArchive.CONTEXT_ROOT + "/"));
    }

    @Test
    void answersByWebService() {
        HttpResponse<String> answer = team.send(
                WholeArchive.CONTEXT_ROOT + "/Prices",
                request -> request.header("Content-Type", "text/xml").POST(BodyPublishers.ofString("""
                        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
                          <p:price xmlns:p="urn:shop"><arg0>kettle</arg0></p:price></s:Body></s:Envelope>""")));
        assertThat(answer.body()).contains("<return>6</return>");
    }

    @Test
    void talksByWebSocket() throws Exception {
        assertThat(echo(Duration.ZERO)).endsWith("heard hello");
    }

    /** Longer than WildFly's own 90 seconds. */
    @Test
    void keepsAQuietWebSocket() throws Exception {
        assertThat(echo(Duration.ofSeconds(100))).endsWith("heard hello");
    }

    private static String echo(Duration silence) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = LINE.http()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(page("/echo").toString().replaceFirst("https", "wss")), new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
                                heard.complete(text.toString());
                                return CompletableFuture.completedStage(null);
                            }

                            @Override
                            public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
                                heard.complete("closed with " + status);
                                return CompletableFuture.completedStage(null);
                            }
                        })
                .get(PROMPTLY.toSeconds(), TimeUnit.SECONDS);
        await().pollDelay(silence).atMost(silence.plus(PROMPTLY)).until(() -> true);
        socket.sendText("hello", true);
        String said = heard.get(PROMPTLY.toSeconds(), TimeUnit.SECONDS);
        socket.abort();
        return said;
    }

    @Test
    void sendsEventsAsTheyHappen() throws IOException {
        HttpResponse<InputStream> answer = Caller.join(LINE.http()
                .sendAsync(
                        HttpRequest.newBuilder(page("/stream"))
                                .timeout(PROMPTLY)
                                .build(),
                        BodyHandlers.ofInputStream()));
        try (InputStream events = answer.body()) {
            byte[] first = events.readNBytes("data: first".length());
            assertThat(events.available()).as("what comes seconds later").isLessThan("data: last".length());
            assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo("data: first");
            assertThat(new String(events.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("data: last");
        }
    }

    @Test
    void takesLargeFiles() {
        String boundary = "a-boundary";
        byte[] head = ("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = team.send(
                WholeArchive.CONTEXT_ROOT + "/upload",
                request -> request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArrays(List.of(head, new byte[UPLOAD], end))));
        assertThat(answer.body()).isEqualTo(String.valueOf(UPLOAD));
    }

    @Test
    void takesMessagesFromAQueueOfItsOwnName() {
        post("/orders", "name=teapot");
        await().atMost(PROMPTLY)
                .until(() -> !get("/ticks?kind=order+teapot").body().isEmpty());
    }

    @Test
    void sendsMailByTheLinesRelay() throws MessagingException {
        assertThat(post("/mail", "to=customer@example.org").body()).isEqualTo("sent");
        assertThat(postOffice.waitForIncomingEmail(PROMPTLY.toMillis(), 1)).isTrue();
        MimeMessage message = postOffice.getReceivedMessages()[0];
        assertThat(message.getFrom()[0]).hasToString("shop@example.org");
    }

    /** Also where the other worker is asked, or this one anew. */
    @Test
    void remembersItsBatchJobs() {
        String job = post("/jobs", "").body();
        for (int i = 0; i < 2; i++) {
            await().atMost(PROMPTLY).until(() -> get("/jobs?id=" + job).body().equals("COMPLETED"));
        }
    }

    @Test
    void greetsByFaces(Visitor visitor) {
        Page page = visitor.page();
        page.navigate(page("/").toString());
        page.locator("#form\\:name").fill("Ann");
        page.locator("#form\\:greet").click();
        PlaywrightAssertions.assertThat(page.locator("body")).containsText("Hello, Ann");
        assertThat(page.url()).startsWith(page("/hello.xhtml").toString());
        PlaywrightAssertions.assertThat(page.locator("body")).hasCSS("color", "rgb(0, 0, 128)");
        assertThat(page.context().cookies()).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.secure).isTrue();
            assertThat(cookie.httpOnly).isTrue();
        });
    }

    @Test
    void signsPeopleInAndOut(Visitor visitor) {
        Realm.Person person = REALM.person();
        REALM.admin().grantClientRole(person, team.service() + "-production", "customer");
        Page page = visitor.page();
        page.navigate(page("/account/me").toString());
        visitor.signIn(page, person);
        PlaywrightAssertions.assertThat(page.locator("body")).containsText(person.name() + " true");
        page.navigate(page("/account/out").toString());
        PlaywrightAssertions.assertThat(page.locator("body")).containsText("out");
    }

    /** Both workers have the timers; of those that they share, each interval is one worker's. */
    @Test
    void goesOnWhenAWorkerIsOutOfMemory() {
        HttpClient visitor = HttpClient.newBuilder()
                .sslContext(LINE.tls())
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        HttpResponse<String> first = visit(visitor);
        String worker = first.headers().firstValue("Worker").orElseThrow();
        assertThat(first.body()).as("visits, and what is in the cart").isEqualTo("1 1");
        await().atMost(PROMPTLY)
                .until(() -> workers("own").size() == 2 && ticks("shared").size() > 3);

        HttpResponse<String> last = exhaust(session(first));
        assertThat(last.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(last.body()).contains("The answer did not arrive");

        HttpResponse<String> second = visit(visitor);
        assertThat(second.body()).isEqualTo("2 2");
        assertThat(second.headers().firstValue("Worker").orElseThrow()).isNotEqualTo(worker);
        int before = ticks("shared").size();
        await().atMost(PROMPTLY).until(() -> ticks("shared").size() > before + 2);
        List<Long> seconds = ticks("shared").stream()
                .map(tick -> Long.valueOf(tick.split(" ")[0]))
                .toList();
        assertThat((long) seconds.size())
                .as("how often shared timers went off in %s", seconds)
                .isLessThanOrEqualTo((seconds.get(seconds.size() - 1) - seconds.get(0)) / INTERVAL + 2);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> get("/api/worker").body().equals(worker));
        assertThat(team.command("logs", team.service(), "--lines", "500", "--worker", worker.replaceFirst(".*-", ""))
                        .expectSuccess()
                        .output())
                .anyMatch(line -> line.contains("The worker is out of memory"));
    }

    /** As a browser does it, by HTTP/2; and not by GET, which a client may send again, to the other worker. */
    private static HttpResponse<String> exhaust(String session) {
        return Caller.join(HttpClient.newBuilder()
                .sslContext(LINE.tls())
                .version(HttpClient.Version.HTTP_2)
                .build()
                .sendAsync(
                        HttpRequest.newBuilder(page("/exhaust"))
                                .timeout(Duration.ofMinutes(1))
                                .header("Cookie", session)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString()));
    }

    private static String session(HttpResponse<String> response) {
        return response.headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith("JSESSIONID="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> visit(HttpClient visitor) {
        return Caller.join(visitor.sendAsync(
                HttpRequest.newBuilder(page("/visits")).timeout(PROMPTLY).build(), BodyHandlers.ofString()));
    }

    private static List<String> ticks(String kind) {
        return get("/ticks?kind=" + kind).body().lines().toList();
    }

    private static Set<String> workers(String kind) {
        return ticks(kind).stream().map(tick -> tick.split(" ")[1]).collect(Collectors.toSet());
    }

    private static HttpResponse<String> get(String path) {
        return team.get(WholeArchive.CONTEXT_ROOT + path);
    }

    private static HttpResponse<String> post(String path, String form) {
        return team.post(WholeArchive.CONTEXT_ROOT + path, form);
    }

    private static URI page(String path) {
        return LINE.url(team.service()).resolve(WholeArchive.CONTEXT_ROOT + path);
    }
}
