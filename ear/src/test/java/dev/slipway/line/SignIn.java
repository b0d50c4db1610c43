package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser's way into the ledger: to Keycloak's form, and back with a session. */
public final class SignIn {
    /** As the ledger's session cookie is called on its way. */
    public static final String SESSION = "__Host-JSESSIONID";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final URI way;

    /** Fills in the form at Keycloak. The browser is sent back to the ledger then, and has not gone there. */
    public SignIn(Realm.Person person) {
        this(person, Line.running().ledger().resolve("/"));
    }

    /** The same on the way to another page, of a service for instance. */
    public SignIn(Realm.Person person, URI page) {
        this(person, page, Map.of());
    }

    /** The same in a browser that has these cookies there already. */
    public SignIn(Realm.Person person, URI page, Map<String, String> planted) {
        planted.forEach((name, value) -> cookies.getCookieStore().add(page, cookie(page.getHost(), name, value)));
        HttpResponse<String> form = send(Redirect.NORMAL, HttpRequest.newBuilder(page));
        Matcher action = FORM.matcher(form.body());
        assertThat(action.find()).as("%s", form.body()).isTrue();
        HttpResponse<String> sent = send(
                Redirect.NEVER,
                HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "username=" + encoded(person.name()) + "&password=" + encoded(person.password()))));
        assertThat(sent.statusCode()).as("%s", sent.body()).isEqualTo(302);
        way = URI.create(sent.headers().firstValue("Location").orElseThrow());
    }

    /** Where the browser is sent back to, with the code that only who began the sign-in can use. */
    public URI way() {
        return way;
    }

    /** Goes there. */
    public SignIn finish() {
        arrive();
        assertThat(session()).isNotEmpty();
        return this;
    }

    /** Goes there, wherever that is; says what the page says. */
    public String arrive() {
        HttpResponse<String> page = send(Redirect.NORMAL, HttpRequest.newBuilder(way));
        assertThat(page.statusCode()).as("%s", page.body()).isEqualTo(200);
        return page.body();
    }

    /** The session that the ledger knows the browser by; empty before there is one. */
    public String session() {
        return ledgerCookies().getOrDefault(SESSION, "");
    }

    /** What the browser would send to the ledger. */
    public Map<String, String> ledgerCookies() {
        return cookies.getCookieStore().get(Line.running().ledger()).stream()
                .collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getValue));
    }

    /** The same browser. */
    public HttpClient client(Redirect redirect) {
        // Over HTTP/2, the JDK's client gives up what is under way when httpd reloads.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Line.running().tls())
                .cookieHandler(cookies)
                .followRedirects(redirect)
                .build();
    }

    private HttpResponse<String> send(Redirect redirect, HttpRequest.Builder request) {
        try {
            return Caller.join(client(redirect)
                    .sendAsync(
                            request.timeout(PATIENCE)
                                    .header("Accept", "text/html")
                                    .build(),
                            BodyHandlers.ofString()));
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("no sign-in", e);
        }
    }

    /** As the host sets it, which replaces it. */
    private static HttpCookie cookie(String host, String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setDomain(host);
        cookie.setVersion(0);
        cookie.setPath("/");
        return cookie;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
