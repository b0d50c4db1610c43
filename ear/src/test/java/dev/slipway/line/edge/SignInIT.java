package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.AccountSignIn;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.OneTimeCodes;
import dev.slipway.line.RawConnection;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What somebody can do at Keycloak who guesses, and what somebody whom that has locked out. */
@ExtendWith(Reloads.class)
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
class SignInIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final String WRONG = "not the password";
    private static final int FREE = 10;
    private static final int LEFT = 2;
    private static final int FREE_BEGINNINGS = 600;
    private static final int MOST_BEGINNINGS = 3000;
    private static final String NO_REALM = "GET /realms/none/protocol/openid-connect/auth";

    @Test
    void takesAPasswordInNoClientBesideTheForm() {
        Realm.Person person = REALM.person("viewer");
        Map<String, String> clients = REALM.admin().clientSecrets();
        assertThat(clients)
                .containsKeys("admin-cli", "account-console", "security-admin-console", "web-api", "pipeline");
        assertThat(clients.get("pipeline")).isNotEmpty();
        assertThat(grant("admin-cli", "", person)).isEqualTo(400);
        // Some take no grant at all: 401.
        assertThat(clients)
                .allSatisfy((client, secret) ->
                        assertThat(grant(client, secret, person)).as(client).isIn(400, 401));
    }

    @Test
    void takesAPasswordInNoClientThatIsMadeLater() {
        Realm.Person person = REALM.person("viewer");
        String client = REALM.clientWithPasswordGrant();
        assertThat(grant(client, "", person)).isEqualTo(400);
    }

    /** While somebody is signed in, a page gets a code for any port of 127.0.0.1, without a click. */
    @Test
    void letsNobodyApproveAtTheCommandLine() {
        Realm.Person person = REALM.person("approver");
        Map<String, Object> approval = Map.of(
                "service",
                "slipway",
                "version",
                "none",
                "environment",
                "production",
                "verdict",
                "approved",
                "comment",
                "Mine");
        Caller.person(person).get("/api/v1/services").expect(200);
        Caller.person(person).post("/api/v1/approvals", approval).expectProblem(403, "forbidden");
        Caller.onThePages(person).post("/api/v1/approvals", approval).expectProblem(422, "unknown-reference");
    }

    /** Whoever has stolen one, and whom it was stolen from, do not both go on by it. */
    @Test
    void takesEachRefreshTokenOnce() {
        Realm.Person person = REALM.person("viewer");
        Answer first = Caller.token(new AccountSignIn("slipway")
                .password(person.name(), person.password())
                .exchange());
        String token = first.expect(200).path("refresh_token").asText();
        assertThat(refresh(token).status()).isEqualTo(200);
        assertThat(refresh(token).status()).isEqualTo(400);
    }

    @Test
    void slowsDownWhoeverGuessesAndNobodyElse() {
        Realm.Person person = REALM.person("viewer");
        InetAddress address = AccountSignIn.address();
        List<Integer> statuses = IntStream.range(0, FREE)
                .mapToObj(i -> new AccountSignIn("slipway", address)
                        .password(Realm.name(), WRONG)
                        .status())
                .toList();
        assertThat(statuses).hasSize(FREE).containsOnly(200);

        Answer refused = new AccountSignIn("slipway", address)
                .password(person.name(), person.password())
                .answer();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).matches("[1-9]\\d?");
        assertThat(refused.body()).contains("Too many sign-ins");

        assertThat(new AccountSignIn("slipway")
                        .password(person.name(), person.password())
                        .isIn())
                .isTrue();
    }

    /** Keycloak keeps a session of each in its memory. A realm that is not there counts, too, and answers at once. */
    @Test
    void slowsDownWhoeverBeginsSignInsAndNobodyElse() throws IOException {
        InetAddress address = AccountSignIn.address();
        Instant start = Instant.now();
        assertThat(new AccountSignIn("slipway", address).status()).isEqualTo(200);
        try (RawConnection connection = new RawConnection(Line.running().auth().getHost(), address)) {
            int begun = 1;
            while (status(connection, NO_REALM) != 429) {
                begun++;
                assertThat(begun).isLessThan(MOST_BEGINNINGS);
            }
            int seconds = (int) Duration.between(start, Instant.now()).toSeconds() + 1;
            assertThat(begun).isBetween(FREE_BEGINNINGS, FREE_BEGINNINGS + 4 * seconds);
            for (String target : List.of(
                    "GET " + AccountSignIn.form("slipway"),
                    "GET /realms/slipway/protocol/openid-connect/logout",
                    "GET /realms/slipway/device?user_code=ABCD-EFGH",
                    "GET /realms/slipway/login-actions/authenticate?client_id=web-api&tab_id=x",
                    "POST /realms/slipway/login-actions/authenticate?client_id=web-api&tab_id=x",
                    "GET /realms/slipway/login-actions/required-action?client_id=web-api&tab_id=x")) {
                assertThat(statusWhereNoneIsLeft(connection, target)).as(target).isEqualTo(429);
            }
        }
        assertThat(new AccountSignIn("slipway").status()).isEqualTo(200);
    }

    /** Four are free again each second: where that ends between the last that is used up and the target, once more. */
    private static int statusWhereNoneIsLeft(RawConnection connection, String target) throws IOException {
        int status = 0;
        for (int i = 0; i < 5 && status != 429; i++) {
            while (status(connection, NO_REALM) != 429) {}
            status = status(connection, target);
        }
        return status;
    }

    private static int status(RawConnection connection, String target) throws IOException {
        String request = "%s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nContent-Length: 0\r\n\r\n"
                .formatted(target, Line.running().auth().getRawAuthority());
        return connection
                .exchange(request.getBytes(StandardCharsets.ISO_8859_1))
                .status();
    }

    /**
     * Two tries are left, and one comes back only just after its answer. By two people in turns: to Keycloak, somebody's sign-in is under way
     * for a moment after its answer, and it refuses another meanwhile.
     */
    @Test
    void countsNoSignInThatWorks() {
        List<Realm.Person> people = List.of(REALM.person("viewer"), REALM.person("viewer"));
        InetAddress address = AccountSignIn.address();
        for (int i = 0; i < FREE - LEFT; i++) {
            assertThat(new AccountSignIn("slipway", address)
                            .password(Realm.name(), WRONG)
                            .status())
                    .isEqualTo(200);
        }
        for (int i = 0; i <= LEFT; i++) {
            Realm.Person person = people.get(i % people.size());
            assertThat(new AccountSignIn("slipway", address)
                            .password(person.name(), person.password())
                            .isIn())
                    .isTrue();
        }
        people.forEach(person -> recover(person, "--second-factor"));
        for (int i = 0; i <= LEFT; i++) {
            Realm.Person person = people.get(i % people.size());
            assertThat(new AccountSignIn("slipway", address)
                            .password(person.name(), person.password())
                            .asksForACode())
                    .isTrue();
        }
    }

    @Test
    void endsALockFromTheMachine() {
        Realm.Person person = REALM.person("viewer");
        for (int i = 0; i < FREE; i++) {
            new AccountSignIn("slipway").password(person.name(), WRONG);
        }
        assertThat(new AccountSignIn("slipway")
                        .password(person.name(), person.password())
                        .isIn())
                .isFalse();
        assertThat(recover(person)).contains(person.name() + " is not locked");
        assertThat(new AccountSignIn("slipway")
                        .password(person.name(), person.password())
                        .isIn())
                .isTrue();
    }

    @Test
    void givesANewSecondFactorAndANewPasswordFromTheMachine() {
        Realm.Person person = REALM.person("viewer");
        AccountSignIn before = new AccountSignIn("slipway").password(person.name(), person.password());
        assertThat(before.isStillIn()).isTrue();

        String shown = recover(person, "--second-factor", "--password");

        assertThat(before.isStillIn()).isFalse();
        String password = shown.replaceFirst("(?s).*The new password of [^\\n]*\\n([^\\n]*).*", "$1");
        assertThat(new AccountSignIn("slipway")
                        .password(person.name(), person.password())
                        .status())
                .isEqualTo(200);
        AccountSignIn after = new AccountSignIn("slipway").password(person.name(), password);
        assertThat(after.asksForACode()).isTrue();
        after.code(OneTimeCodes.scanned(shown).now());
        assertThat(after.answer().header("Location")).contains("execution=UPDATE_PASSWORD");
    }

    @Test
    void enablesAnAccountWhenToldToAlone() {
        Realm.Person person = REALM.person("viewer");
        REALM.admin().disable(person);
        assertThat(recover(person)).contains(person.name() + " is disabled");
        assertThat(new AccountSignIn("slipway")
                        .password(person.name(), person.password())
                        .isIn())
                .isFalse();
        recover(person, "--enable");
        assertThat(new AccountSignIn("slipway")
                        .password(person.name(), person.password())
                        .isIn())
                .isTrue();
    }

    @Test
    void recoversNobodyWhomItDoesNotKnow() {
        for (String name : List.of("nobody-of-that-name", "service-account-pipeline", "*")) {
            Command.Result result = Command.slipway("recover", name).run();
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.output()).singleElement().asString().contains("There is nobody called '" + name + "'");
        }
    }

    private static String recover(Realm.Person person, String... words) {
        String[] command = IntStream.range(0, words.length + 2)
                .mapToObj(i -> i == 0 ? "recover" : i == 1 ? person.name() : words[i - 2])
                .toArray(String[]::new);
        return String.join(
                "\n", Command.slipway(command).quietly().run().expectSuccess().output());
    }

    private static int grant(String client, String secret, Realm.Person person) {
        String form = "grant_type=password&client_id=%s&client_secret=%s&username=%s&password=%s"
                .formatted(client, secret, person.name(), person.password());
        return Caller.token(form).status();
    }

    private static Answer refresh(String token) {
        return Caller.token("grant_type=refresh_token&client_id=account-console&refresh_token=" + token);
    }
}
