package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The handbook's readers. Beside the other tests, for it mostly waits; but not beside the ledger's redeployment. */
@Execution(ExecutionMode.CONCURRENT)
class BasicAuthIT {
    /** A minute, as {@code ./slipway users --help} and the handbook promise; the rest is for the last look, which may take a while. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int GUESSES = 12;
    private static final Line LINE = Line.running();
    private static final String READER = "it-" + UUID.randomUUID();
    private static String password = "";

    @BeforeAll
    static void addReader() {
        password = add(READER);
    }

    @AfterAll
    static void removeReader() {
        remove(READER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"static", "go"})
    void showsTheHandbookToReaders(String name) throws Exception {
        URI handbook = LINE.url(name).resolve("/");
        HttpResponse<String> page = get(handbook, READER, password);
        assertThat(page.body()).contains("Slipway");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'")
                .doesNotContain("unsafe", "*", "http:");
        HttpResponse<String> refused = get(handbook, "", "");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
    }

    @Test
    void refusesWrongNamesAndPasswords() throws Exception {
        assertThat(status(READER, password + "x")).isEqualTo(401);
        assertThat(status(READER, "")).isEqualTo(401);
        assertThat(status(READER, password.toUpperCase(Locale.ROOT) + "1")).isEqualTo(401);
        assertThat(status("nobody", password)).isEqualTo(401);
        assertThat(status("' or '1'='1", "' or '1'='1")).isEqualTo(401);
        assertThat(status(READER, password)).isEqualTo(200);
    }

    /** Until somebody gives the reader a new password. */
    @Test
    void knowsAHashOfBefore() throws Exception {
        String old = READER + "-bcrypt";
        Database.update(
                "insert into handbook_user (name, password_hash) values (?, ?)",
                old,
                "$2y$04$vHQ4xXfi9EPM8TSQAbCpAeNfxgAC6rsLRM.KQEttgO4SHWTDEzFtC");
        assertThat(status(old, "a password of 2025")).isEqualTo(200);
        assertThat(status(old, "another")).isEqualTo(401);

        String renewed = add(old);
        eventually().until(() -> status(old, renewed) == 200 && status(old, "a password of 2025") == 401);
        remove(old);
    }

    @Test
    void refusesWhatIsNoCredential() throws Exception {
        for (String header : new String[] {
            "Basic",
            "Basic !!!",
            "Basic a",
            "Basic YQ==YQ==",
            "Basic " + base64("no-colon"),
            "Bearer x",
            "Digest username=x"
        }) {
            HttpRequest request = HttpRequest.newBuilder(LINE.handbook().resolve("/"))
                    .header("Authorization", header)
                    .build();
            assertThat(Caller.join(LINE.http().sendAsync(request, BodyHandlers.ofString()))
                            .statusCode())
                    .as(header)
                    .isIn(400, 401);
        }
    }

    /** Who guesses waits, and nobody else. */
    @Test
    void slowsGuessingAndLocksNobodyOut() {
        String guessed = READER + "-guessed";
        String right = add(guessed);
        try {
            Instant began = Instant.now();
            for (int i = 0; i < GUESSES; i++) {
                assertThat(status(guessed, "guess-" + i)).isEqualTo(401);
            }
            assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofSeconds(GUESSES));
            assertThat(status(guessed, right)).isEqualTo(200);
        } finally {
            remove(guessed);
        }
    }

    @Test
    void forgetsAChangedAndARemovedPassword() {
        String removed = READER + "-removed";
        String last = add(removed);
        assertThat(status(removed, last)).isEqualTo(200);
        String changed = READER + "-changed";
        String old = add(changed);
        try {
            assertThat(status(changed, old)).isEqualTo(200);

            String renewed = add(changed);
            remove(removed);
            eventually()
                    .until(() -> status(changed, renewed) == 200
                            && status(changed, old) == 401
                            && status(removed, last) == 401);
        } finally {
            remove(changed);
        }
    }

    @Test
    void holdsManyReadings() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(status(READER, password)).isEqualTo(200);
        }
    }

    /** Seldom enough not to look like guessing. */
    private static ConditionFactory eventually() {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(10))
                .atMost(PATIENCE);
    }

    private static String add(String name) {
        var output = Command.slipway("users", "add", name)
                .quietly()
                .run()
                .expectSuccess()
                .output();
        return output.get(output.size() - 1);
    }

    private static void remove(String name) {
        Command.slipway("users", "remove", name).quietly().run().expectSuccess();
    }

    private static int status(String name, String password) {
        return get(LINE.handbook().resolve("/"), name, password).statusCode();
    }

    private static HttpResponse<String> get(URI uri, String name, String password) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        if (!name.isEmpty()) {
            request.header("Authorization", "Basic " + base64(name + ":" + password));
        }
        return Caller.join(LINE.http().sendAsync(request.build(), BodyHandlers.ofString()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
