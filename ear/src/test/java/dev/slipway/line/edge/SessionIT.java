package dev.slipway.line.edge;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Line;
import dev.slipway.line.RawConnection;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.SignIn;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sibling host may set any cookie for the whole domain: none of them is the ledger's. */
@ExtendWith(Reloads.class)
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
class SessionIT {
    private static final Line LINE = Line.running();

    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    void keepsItsOwnSessionBesideAPlantedOne() {
        Realm.Person ann = REALM.person("viewer");
        Realm.Person mallory = REALM.person("viewer");
        String own = new SignIn(ann).finish().session();
        String planted = new SignIn(mallory).finish().session();
        assertThat(me(SignIn.SESSION + "=" + planted).json().path("name").asText())
                .isEqualTo(mallory.name());
        for (String cookies : new String[] {
            "JSESSIONID=%2$s; %3$s=%1$s",
            "JSESSIONID=%2$s; JSESSIONID=%2$s; a=b; %3$s=%1$s; JSESSIONID=%2$s",
            "%3$s=%1$s;JSESSIONID=%2$s",
            "a=\"x; %3$s=%1$s; JSESSIONID=%2$s; b=\"",
            "__host-JSESSIONID=%2$s; %3$s=%1$s"
        }) {
            Answer answer = me(cookies.formatted(own, planted, SignIn.SESSION));
            assertThat(answer.json().path("name").asText())
                    .as("%s: %s", cookies, answer)
                    .isEqualTo(ann.name());
        }
        assertThat(me("JSESSIONID=" + planted).status()).isEqualTo(401);
        assertThat(me("a=b,JSESSIONID=" + planted).status()).isEqualTo(401);
    }

    /** The cookie's end is the worker that httpd sends it to; the other one has a copy of the session. */
    @Test
    void isKnownToBothWorkers() {
        Realm.Person ann = REALM.person("viewer");
        String session = new SignIn(ann).finish().session();
        assertThat(session).matches("[^.]+\\.worker-[12]");
        for (String worker : new String[] {"worker-1", "worker-2"}) {
            String cookie = SignIn.SESSION + "=" + session.replaceFirst("worker-[12]$", worker);
            assertThat(me(cookie).json().path("name").asText()).as(worker).isEqualTo(ann.name());
        }
    }

    /** Else whoever follows a link would go on in the name of who made it. */
    @Test
    void finishesNoSignInThatSomebodyElseBegan() {
        SignIn begun = new SignIn(REALM.person("viewer"));
        Map<String, String> cookies = begun.ledgerCookies();
        assertThat(cookies)
                .hasSizeGreaterThan(1)
                .allSatisfy((name, value) -> assertThat(name).startsWith("__Host-"));
        Answer answer = get(
                begun.way(),
                cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey().substring("__Host-".length()) + "=" + cookie.getValue())
                        .collect(joining("; ")));
        assertThat(answer.headers().allValues("Set-Cookie"))
                .allSatisfy(set -> assertThat(me(set.replaceFirst(";.*", "")).status())
                        .as(set)
                        .isEqualTo(401));
        begun.finish();
    }

    /** WildFly would keep what somebody sent for after their sign-in, with all headers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1\r\n\r\nx",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\nAuthorization: x\r\n\r\n0\r\n\r\n"
            })
    void costsAStrangerASignIn(String body) {
        Answer answer = RawConnection.tls(
                LINE.host("mywebapp"),
                "POST /releases/ HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nConnection: close\r\n%s"
                        .formatted(LINE.ledger().getRawAuthority(), body));
        assertThat(answer.status()).as("%s", answer).isIn(100, 302, 417);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith(SignIn.SESSION + "="));
        assertThat(answer.body()).doesNotContain(SignIn.SESSION + "=");
    }

    private static Answer me(String cookies) {
        return get(LINE.ledger().resolve("/api/v1/me"), cookies);
    }

    private static Answer get(URI page, String cookies) {
        String path = page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery());
        return RawConnection.tls(
                LINE.host("mywebapp"),
                "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nConnection: close\r\nCookie: %s\r\n\r\n"
                        .formatted(path, LINE.ledger().getRawAuthority(), cookies));
    }
}
