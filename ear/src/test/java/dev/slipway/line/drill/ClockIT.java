package dev.slipway.line.drill;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.SignIn;
import dev.slipway.line.load.Balancer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One program's clock is five minutes off. */
@Isolated
class ClockIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final int TRIES = 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void ofAWorker(int minutes) throws Exception {
        String root = Line.checkout().toString();
        try (WrongClock wrong = new WrongClock(
                new Program("wildfly-2"),
                List.of(root + "/ear/bin/wildfly", "serve", "2"),
                Duration.ofMinutes(minutes),
                folder)) {
            org.awaitility.Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Balancer.isOk("worker-2"));
            look("worker-2", minutes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void ofKeycloak(int minutes) throws Exception {
        String root = Line.checkout().toString();
        try (WrongClock wrong = new WrongClock(
                new Program("keycloak"),
                List.of(root + "/keycloak/bin/keycloak", "serve"),
                Duration.ofMinutes(minutes),
                folder)) {
            look("keycloak", minutes);
        }
    }

    private static void look(String who, int minutes) {
        Realm.Person person = REALM.person("viewer");
        for (String worker : List.of("worker-1", "worker-2")) {
            Map<String, Integer> said = new TreeMap<>();
            for (int i = 0; i < TRIES; i++) {
                Answer answer = Caller.pipeline().at(worker).get("/api/v1/me");
                said.merge(
                        answer.status() + " " + answer.header("WWW-Authenticate")
                                + answer.body()
                                        .substring(
                                                0, Math.min(100, answer.body().length())),
                        1,
                        Integer::sum);
            }
            System.out.println("clock: " + who + " " + minutes + ": bearer at " + worker + ": " + said);
        }
        Map<String, Integer> signs = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            String said;
            try {
                SignIn signIn = new SignIn(person);
                signIn.finish();
                said = "signed in at " + signIn.session().replaceFirst(".*\\.", "");
            } catch (AssertionError | RuntimeException e) {
                said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
                said = said.substring(0, Math.min(400, said.length()));
            }
            signs.merge(said, 1, Integer::sum);
        }
        System.out.println("clock: " + who + " " + minutes + ": sign-ins: " + signs);
    }
}
