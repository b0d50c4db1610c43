package dev.slipway.line.edge;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.line.AccountSignIn;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.RawConnection;
import dev.slipway.line.Reloads;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, headers and what stays inside. */
@ExtendWith(Reloads.class)
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
class SiteIT {
    private static final Line LINE = Line.running();

    static Stream<String> names() {
        return Stream.of("mywebapp", "static", "go", "auth", "admin");
    }

    @ParameterizedTest
    @MethodSource("names")
    void sendsPlainHttpToHttps(String name) {
        for (String method : new String[] {"GET", "POST"}) {
            Answer answer = RawConnection.plain(request(method, LINE.host(name), "/a/b?c=d&e=%20f"));
            assertThat(answer.status()).isEqualTo(308);
            assertThat(answer.header("Location")).isEqualTo(LINE.url(name) + "/a/b?c=d&e=%20f");
        }
    }

    @Test
    void showsNobodysSiteToAnUnknownName() {
        for (String name : new String[] {"nobody.example", "mywebapp.localtest.me.nobody.example", "127.0.0.1"}) {
            assertThat(RawConnection.plain(request("GET", name, "/")).status()).isEqualTo(404);
            Answer answer = RawConnection.tls("nobody.example", request("GET", name, "/"));
            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.body()).doesNotContain("Keycloak", "WildFly");
        }
    }

    /** A certificate for all names is no reason to let one name's connection speak to another's site. */
    @Test
    void goesByTheHostThatIsAskedFor() {
        Answer answer = RawConnection.tls(LINE.host("static"), request("GET", LINE.host("nobody"), "/"));
        assertThat(answer.status()).isEqualTo(421);
    }

    @ParameterizedTest
    @CsvSource({
        "mywebapp, /", "mywebapp, /docs/", "mywebapp, /signed-out/", "mywebapp, /api/v1/me", "mywebapp, /openapi",
        "mywebapp, /no-such-page", "mywebapp, /internal/ready", "static, /", "go, /", "auth, /realms/slipway/account/",
        "auth, /realms/master", "admin, /console/index.html", "admin, /management", "admin, /health"
    })
    void protectsEveryAnswer(String name, String path) {
        Answer answer = get(name, path);
        assertThat(answer.header("Strict-Transport-Security")).as("%s", answer).matches("max-age=\\d{8,}.*");
        assertThat(answer.header("X-Content-Type-Options")).as("%s", answer).isEqualTo("nosniff");
        assertThat(answer.header("Server")).as("no versions").doesNotContainPattern("[0-9]");
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mywebapp, /",
        "mywebapp, /docs/",
        "mywebapp, /signed-out/",
        "mywebapp, /api/v1/me",
        "mywebapp, /no-such-page"
    })
    void runsNoScriptButItsOwn(String name, String path) {
        assertThat(get(name, path).header("Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http:");
        assertThat(get(name, path).header("X-Frame-Options")).isEqualTo("DENY");
    }

    /** The handbook's own pages have theirs, for readers alone. */
    @ParameterizedTest
    @ValueSource(strings = {"static", "go"})
    void runsNoScriptInARefusal(String name) {
        Answer refusal = get(name, "/");
        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.header("Content-Security-Policy"))
                .contains("default-src 'none'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("script-src", "unsafe", "*", "http:");
        assertThat(refusal.header("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void setsOnlyGuardedCookies() {
        Answer ledger = get("mywebapp", "/");
        URI way = URI.create(ledger.header("Location"));
        Answer form = get("auth", way.getRawPath() + "?" + way.getRawQuery());
        for (Answer page : List.of(ledger, form)) {
            assertThat(page.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie)
                            .containsPattern("(?i);\\s*secure")
                            .containsPattern("(?i);\\s*samesite="))
                    // A hash by which the form's script sees that somebody has signed in in another window.
                    .filteredOn(cookie -> !cookie.startsWith("KC_AUTH_SESSION_HASH="))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).containsPattern("(?i);\\s*httponly"));
        }
    }

    /** By the rules for such names (RFC 6265bis, section 4.1.3.2), or browsers would drop them. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/delivery/?service=shop", "/deployments/"})
    void setsTheLedgersCookiesForItsHostAlone(String path) {
        assertThat(get("mywebapp", path).headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .matches("(?i)(?!.*; path=.*; path=).*; path=/(;.*)?")
                        .containsIgnoringCase("; secure")
                        .doesNotContainIgnoringCase("domain="));
    }

    /** As many as httpd takes; its own come on top of them at the worker. */
    @Test
    void takesAHundredHeaders() {
        String[] headers =
                IntStream.range(0, 96).mapToObj(i -> "X-Header-" + i + ": a").toArray(String[]::new);
        assertThat(get("mywebapp", "/api/v1/services", headers).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"mywebapp, /docs/", "mywebapp, /api/v1/me", "static, /", "auth, /realms/slipway/account/", "admin, /"})
    void refusesMoreCookiesThanAreRead(String name, String path) {
        int status = get(name, path).status();
        assertThat(get(name, path, cookies(51)).status()).isEqualTo(status);
        Answer refused = get(name, path, cookies(52));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .containsAnyOf("The request cannot be read", "The request is not one that this server can read");
        assertThat(get(name, path, cookies(26), cookies(26)).status()).isIn(status, 400);
        assertThat(get(name, path, cookies(3_000)).status()).isEqualTo(400);
    }

    /** One is read into memory as a whole, by whoever asks for one of its fields. */
    @ParameterizedTest
    @CsvSource({
        "mywebapp, /docs/",
        "mywebapp, /api/v1/me",
        "static, /",
        "go, /x",
        "auth, /realms/slipway/account/",
        "admin, /"
    })
    void refusesAFormThatWouldFillAWorkersMemory(String name, String path) {
        for (String type :
                new String[] {"application/x-www-form-urlencoded", "Application/X-WWW-Form-urlencoded; charset=UTF-8"
                }) {
            assertThat(form(name, path, type, "3").status()).isNotEqualTo(413);
            for (String length : new String[] {"10000000", "300000000"}) {
                Answer refused = form(name, path, type, length);
                assertThat(refused.status()).isEqualTo(413);
                assertThat(refused.body()).contains("larger than this");
            }
        }
    }

    /** WildFly would name its management port. */
    @ParameterizedTest
    @ValueSource(strings = {"mywebapp", "static", "go"})
    void hasNoConsoleWhereItIsNot(String name) {
        for (String path : new String[] {"/console", "/console/", "/console/index.html"}) {
            Answer answer = get(name, path);
            assertThat(answer.status())
                    .as("%s", answer)
                    .isEqualTo(get(name, "/no-such-page").status());
            assertThat(answer.header("Location")).doesNotStartWith("http:");
        }
    }

    @Test
    void sendsToTheLoginWithPkceAndAllOfTheQuery() {
        Answer answer = get("mywebapp", "/?service=slipway&environment=production");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .startsWith(LINE.auth() + "/realms/slipway/protocol/openid-connect/auth?")
                .contains("code_challenge_method=S256", "response_type=code", "client_id=web-api", "state=")
                .contains(
                        "redirect_uri=" + encoded(LINE.ledger() + "/?"),
                        encoded("service=slipway"),
                        encoded("environment=production"));
    }

    @ParameterizedTest
    @CsvSource({
        "mywebapp, /internal/ready",
        "mywebapp, /internal/error",
        "mywebapp, //internal/ready",
        "mywebapp, /./internal/ready",
        "mywebapp, /%69nternal/ready",
        "mywebapp, /docs/../internal/ready",
        "auth, /realms/master",
        "auth, /realms/master/.well-known/openid-configuration",
        "auth, /admin/master/console/",
        "auth, /admin/realms/master",
        "auth, /admin/realms",
        "auth, //realms/master",
        "auth, /realms/%6daster",
        "auth, /realms//master",
        "auth, /realms/slipway/clients-registrations/default/web-api",
        "auth, /realms/slipway/clients-registrations/openid-connect",
        "auth, //realms//slipway//clients-registrations",
        "auth, /realms/slipway/%63lients-registrations/default",
        "auth, /health",
        "auth, /metrics",
        "admin, /health",
        "admin, /health/ready",
        "admin, /metrics",
        "admin, //health"
    })
    void keepsInsideWhatIsForTheInside(String name, String path) {
        Answer answer = RawConnection.tls(LINE.host(name), request("GET", authority(name), path));
        assertThat(answer.status()).as("%s", answer).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/slipway/console/",
                "/admin/realms/slipway/users",
                "//admin/realms/slipway",
                "/./admin/realms/slipway",
                "/%61dmin/realms/slipway",
                "/realms/../admin/realms/slipway"
            })
    void keepsKeycloaksAdministrationToTheAddressesThatMayReachIt(String path) throws IOException {
        assumeTrue(LINE.setting("SLIPWAY_AUTH_ADMIN_FROM").equals("127.0.0.1"), "it is open to all");
        byte[] request = request("GET", authority("auth"), path).getBytes(StandardCharsets.ISO_8859_1);
        try (RawConnection inside = new RawConnection(LINE.host("auth"));
                RawConnection outside = new RawConnection(LINE.host("auth"), AccountSignIn.address())) {
            assertThat(inside.exchange(request).status()).isIn(200, 302, 401);
            assertThat(outside.exchange(request).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/internal/ready;a=b", "/internal;x/ready", "/docs/..;/internal/ready", "/;/internal/ready"})
    void refusesPathParameters(String path) {
        assertThat(RawConnection.tls(LINE.host("mywebapp"), request("GET", authority("mywebapp"), path))
                        .status())
                .isEqualTo(400);
    }

    /** WildFly cannot send their visitors to sign in, which is no reason to be asked. */
    @ParameterizedTest
    @ValueSource(strings = {"/%c3%a4", "/releases/%c0%ae/", "/x%01", "/%0d%0aX:%20y", "/%7f"})
    void hasNoPagesWithAddressesThatAreNoText(String path) {
        String html = "Accept: text/html";
        assertThat(RawConnection.tls(LINE.host("mywebapp"), request("GET", authority("mywebapp"), path, html))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesTrace() {
        assertThat(RawConnection.tls(LINE.host("mywebapp"), request("TRACE", authority("mywebapp"), "/docs/"))
                        .status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: http",
                "X-Forwarded-Port: 1",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Server: evil.example",
                "Forwarded: for=127.0.0.1;host=evil.example;proto=http",
                "X-Forwarded-Prefix: /evil",
                "X-Original-URL: /evil",
                "X-Rewrite-URL: /evil"
            })
    void believesNoClientAboutWhereItIs(String header) {
        Answer ledger =
                RawConnection.tls(LINE.host("mywebapp"), request("GET", authority("mywebapp"), "/?a=b", header));
        assertThat(ledger.status()).isEqualTo(302);
        assertThat(ledger.header("Location"))
                .startsWith(LINE.auth() + "/")
                .contains("redirect_uri=" + encoded(LINE.ledger() + "/?"))
                .doesNotContain("evil");
        Answer keycloak = RawConnection.tls(
                LINE.host("auth"),
                request("GET", authority("auth"), "/realms/slipway/.well-known/openid-configuration", header));
        assertThat(keycloak.body())
                .contains("\"issuer\":\"" + LINE.auth() + "/realms/slipway\"")
                .doesNotContain("evil");
        Answer management =
                RawConnection.tls(LINE.host("admin"), request("GET", authority("admin"), "/management", header));
        assertThat(management.status()).isEqualTo(401);
    }

    @Test
    void speaksHttp2AndCompresses() {
        var response = Caller.join(LINE.http()
                .sendAsync(
                        HttpRequest.newBuilder(LINE.ledger().resolve("/openapi?format=JSON"))
                                .version(HttpClient.Version.HTTP_2)
                                .timeout(Duration.ofSeconds(60))
                                .header("Accept-Encoding", "br")
                                .build(),
                        BodyHandlers.ofByteArray()));
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("br");
    }

    private static String cookies(int number) {
        return IntStream.range(0, number).mapToObj(i -> "c" + i + "=").collect(joining("; ", "Cookie: ", ""));
    }

    private static Answer form(String name, String path, String type, String length) {
        return RawConnection.tls(
                LINE.host(name),
                "POST %s HTTP/1.1\r\nHost: %s\r\nAccept: */*\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\na=b"
                        .formatted(path, authority(name), type, length));
    }

    private static Answer get(String name, String path, String... headers) {
        return RawConnection.tls(LINE.host(name), request("GET", authority(name), path, headers));
    }

    private static String authority(String name) {
        return LINE.url(name).getRawAuthority();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String request(String method, String host, String path, String... headers) {
        return "%s %s HTTP/1.1\r\nHost: %s\r\nAccept: */*\r\nConnection: close\r\nContent-Length: 0\r\n%s\r\n"
                .formatted(
                        method,
                        path,
                        host,
                        Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat));
    }
}
