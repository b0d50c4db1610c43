package dev.slipway.line.roll;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.SignIn;
import dev.slipway.line.browser.Chromium;
import dev.slipway.line.browser.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** A worker is killed while it is in use: what was under way on it fails, and nothing else. */
@Isolated
@ExtendWith(Chromium.class)
class KillIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration AFTERMATH = Duration.ofSeconds(5);

    @Test
    void failsOnlyWhatWasUnderWayThereAndSignsNobodyOut(Visitor visitor) throws Exception {
        Page page = visitor.page();
        page.navigate(LINE.ledger() + "/");
        visitor.signIn(page, REALM.person("viewer"));
        assertThat(page.locator("#feed")).hasText("Live");
        List<String> signIns = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().startsWith(LINE.auth().toString())) {
                signIns.add(request.url());
            }
        });
        String session = session(page);
        String worker = session.replaceFirst(".*\\.", "");
        try (Load load = Load.begin(SCRATCH, REALM)) {
            List<String> sessions = load.sessions();
            Duration killed = load.now();
            kill(worker);
            Duration gone = load.now();
            load.goOnUntil(gone.plus(AFTERMATH));
            page.reload();
            assertThat(page.locator("#feed")).hasText("Live");
            long before = Balancer.elected(worker);
            await().atMost(START).until(() -> Balancer.isOk(worker) && Balancer.elected(worker) > before);
            Duration back = load.now();
            load.goOnUntil(back.plus(AFTERMATH));
            Figures figures = load.end();
            System.out.printf(
                    "under load, %s killed: gone after %d ms, back after %d ms; under way when it was killed %d, until it was gone %d; %s%n",
                    worker,
                    gone.minus(killed).toMillis(),
                    back.minus(killed).toMillis(),
                    figures.underWayBetween(killed, killed).size(),
                    figures.underWayBetween(killed, gone).size(),
                    figures);
            assertThat(figures.failed()).allMatch(one -> one.isUnderWayBetween(killed, gone));
            assertThat(figures.signedOut()).isEmpty();
            assertThat(load.refusals()).isZero();
            assertThat(load.sessions()).isEqualTo(sessions);
            load.writes().check(figures);
            load.writes().sendAgain(figures.failedWrites());
            load.writes().check(figures);
            assertThat(load.writes().count())
                    .isEqualTo(figures.acknowledgedWrites().size()
                            + figures.failedWrites().size());
        }
        assertThat(signIns).isEmpty();
        assertThat(session(page).replaceFirst("\\..*", "")).isEqualTo(session.replaceFirst("\\..*", ""));
    }

    private static String session(Page page) {
        return page.context().cookies(LINE.ledger().toString()).stream()
                .filter(cookie -> cookie.name.equals(SignIn.SESSION))
                .map((Cookie cookie) -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    private static void kill(String worker) throws IOException {
        String file = "run/" + worker.replace("worker", "wildfly") + ".pid";
        ProcessHandle process = ProcessHandle.of(Long.parseLong(
                        Files.readString(LINE.state().resolve(file)).strip()))
                .orElseThrow();
        process.destroyForcibly();
        await().pollInterval(Duration.ofMillis(5)).until(() -> !process.isAlive());
    }
}
