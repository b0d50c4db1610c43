package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a session, whose page follows the ledger's events, and asks for more now and then. */
final class SignedIn implements Way, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    private static final long RETRY_MILLISECONDS = 500;

    private final Realm.Person person;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean isClosed;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient page = client(Redirect.NEVER);

    /** Signs in by Keycloak's form. */
    SignedIn(Realm.Person person) {
        this.person = person;
        HttpClient browser = client(Redirect.NORMAL);
        URI ledger = Line.running().ledger().resolve("/");
        Answer form = send(browser, HttpRequest.newBuilder(ledger));
        Matcher action = FORM.matcher(form.body());
        assertThat(action.find()).as("%s", form).isTrue();
        Answer home = send(
                browser,
                HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "username=" + encoded(person.name()) + "&password=" + encoded(person.password()))));
        assertThat(home.status()).as("%s", home).isEqualTo(200);
        assertThat(session()).isNotEmpty();
        follow();
    }

    /** A stream that ends is opened again, as a browser does. */
    private void follow() {
        HttpRequest request = HttpRequest.newBuilder(Line.running().ledger().resolve("/api/v1/events"))
                .header("Accept", "text/event-stream")
                .header("X-Requested-With", "XMLHttpRequest")
                .build();
        page.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (answer != null && isSignedOut(answer.statusCode())) {
                refusals.incrementAndGet();
            }
            if (!isClosed) {
                CompletableFuture.delayedExecutor(RETRY_MILLISECONDS, TimeUnit.MILLISECONDS)
                        .execute(this::follow);
            }
        });
    }

    static boolean isSignedOut(int status) {
        return status == 401 || status == 302;
    }

    /** How often it was not let in to follow the events. */
    int refusals() {
        return refusals.get();
    }

    @Override
    public void close() {
        isClosed = true;
    }

    @Override
    public String title() {
        return "the session of " + person.name();
    }

    @Override
    public int atOnce() {
        return 2;
    }

    /** As the page's script sends it: whoever has no session is told so, and not sent to Keycloak. */
    @Override
    public Answer send(Call call) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Line.running().ledger().resolve(call.path()))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("X-Requested-With", "XMLHttpRequest")
                .build();
        return Multiplexed.answer(page.send(request, BodyHandlers.ofString()));
    }

    /** The session's identity, without the worker's name. */
    String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .map(HttpCookie::getValue)
                .map(value -> value.replaceFirst("\\..*", ""))
                .findFirst()
                .orElse("");
    }

    private HttpClient client(Redirect redirect) {
        return HttpClient.newBuilder()
                .sslContext(Line.running().tls())
                .cookieHandler(cookies)
                .followRedirects(redirect)
                .build();
    }

    private static Answer send(HttpClient client, HttpRequest.Builder request) {
        try {
            return Multiplexed.answer(client.send(
                    request.timeout(PATIENCE).header("Accept", "text/html").build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException("no sign-in", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the sign-in", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
